;;; heapbook-mode.el --- Scenarios of Heapbook  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT
;; Package-Requires: ((emacs "29.1"))

;;; Commentary:

;; Python with a header, blocks and directives.  `M-x eglot' starts `heapbook lsp'.

;;; Code:

(require 'python)

(defconst heapbook-font-lock-keywords
  `((,(rx line-start
          (group (or "scenario" "runtime" "summary" "tags" "include" "compare"))
          (any " \t"))
     1 font-lock-preprocessor-face)
    (,(rx line-start (group (or "setup" "exit")) (* (any " \t")) ":")
     1 font-lock-keyword-face)
    (,(rx line-start (group (or "step" "race")) (+ (any " \t")) (any "\"'"))
     1 font-lock-keyword-face)
    (,(rx line-start (+ (any " \t"))
          (group (or "note" "expect" "label" "focus" "hide"))
          (any " \t"))
     1 font-lock-builtin-face)
    (,(rx line-start (+ (any " \t"))
          (group (or "thread" "process" "schedule"))
          (+ (any " \t")) (any "A-Za-z_("))
     1 font-lock-builtin-face)
    (,(rx line-start (+ (any " \t")) (group "step" (+ (any " \t")) "into") symbol-end)
     1 font-lock-builtin-face)
    (,(rx symbol-start
          (group (or "refcount" "real_refcount" "alive" "freed" "unreachable" "collected" "referrers" "generation" "tracked" "size" "dict_size" "pending"))
          (* (any " \t")) "(")
     1 font-lock-function-name-face))
  "What a scenario has beside Python.")

;;;###autoload
(define-derived-mode heapbook-mode python-mode "Heapbook"
  "Major mode for scenarios of Heapbook."
  (font-lock-add-keywords nil heapbook-font-lock-keywords))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.heap\\'" . heapbook-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(heapbook-mode . ("heapbook" "lsp"))))

(provide 'heapbook-mode)

;;; heapbook-mode.el ends here
