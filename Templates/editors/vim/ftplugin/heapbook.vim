" Scenarios of Heapbook: four spaces a level, `heapbook fmt` for gq.
if exists("b:did_ftplugin")
  finish
endif
let b:did_ftplugin = 1

setlocal expandtab shiftwidth=4 softtabstop=4
setlocal comments=b:# commentstring=#\ %s
setlocal formatprg=heapbook\ fmt\ -
setlocal makeprg=heapbook\ check\ %:S

let b:undo_ftplugin = "setlocal expandtab< shiftwidth< softtabstop< comments< commentstring< formatprg< makeprg<"
