autocmd BufNewFile,BufRead *.heap setfiletype heapbook
