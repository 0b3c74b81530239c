" Scenarios of Heapbook: Python with a header, blocks and directives.
if exists("b:current_syntax")
  finish
endif

runtime! syntax/python.vim
unlet! b:current_syntax

syntax match heapbookHeader "^\%(scenario\|runtime\|summary\|tags\|include\|compare\)\>\ze\s"
syntax match heapbookBlock "^\%(setup\|exit\)\>\ze\s*:"
syntax match heapbookBlock "^\%(step\|race\)\>\ze\s\+[\"']"
syntax match heapbookDirective "^\s\+\zs\%(note\|expect\|label\|focus\|hide\)\>\ze\s"
syntax match heapbookDirective "^\s\+\zsstep\s\+into\>"
syntax match heapbookDirective "^\s\+\zs\%(thread\|process\|schedule\)\>\ze\s\+[A-Za-z_(]"
syntax match heapbookDirective "^\s\+expect\s\+\zs\%(on\|raises\)\>"
syntax match heapbookQuestion "\<\%(refcount\|real_refcount\|alive\|freed\|unreachable\|collected\|referrers\|generation\|tracked\|size\|dict_size\|pending\)\>\ze\s*("

highlight default link heapbookHeader PreProc
highlight default link heapbookBlock Statement
highlight default link heapbookDirective Special
highlight default link heapbookQuestion Function

let b:current_syntax = "heapbook"
