#ifndef CRSVG_SHIM_H
#define CRSVG_SHIM_H
#include <cairo-pdf.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>
#include <pthread.h>

// Runs `body(context)` on a thread of its own and waits for its end. Pango keeps one font map for each thread, made from
// the font configuration that is current when the thread first needs it: a new thread is a new font map.
// Returns 0, or the errno value that says why no thread could be had.
typedef void *(*crsvg_body)(void *context);

static inline int crsvg_on_new_thread(crsvg_body body, void *context) {
    pthread_attr_t attributes;
    pthread_t thread;
    int failure = pthread_attr_init(&attributes);
    if (failure) return failure;
    failure = pthread_attr_setstacksize(&attributes, 8 << 20);
    if (!failure) failure = pthread_create(&thread, &attributes, body, context);
    pthread_attr_destroy(&attributes);
    return failure ? failure : pthread_join(thread, NULL);
}

#endif
