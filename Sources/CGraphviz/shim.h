// What Swift cannot import of libgvc and libcgraph by itself: macros, a global that is a constant in all but name, and
// three functions that libgvc exports without a header in Debian's package.
#ifndef CGRAPHVIZ_SHIM_H
#define CGRAPHVIZ_SHIM_H

#include <stdio.h>
#include <stdlib.h>
#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>
#include <graphviz/gvplugin_device.h>
#include <graphviz/gvplugin_render.h>

// From gvio.h and gvrender.h, which are not installed.
extern pointf gvrender_ptf(GVJ_t *job, pointf p);

static inline Agdesc_t heapbook_directed(void) { return Agdirected; }

static inline pointf heapbook_node_middle(Agnode_t *node) { return ND_coord(node); }
// In inches.
static inline double heapbook_node_width(Agnode_t *node) { return ND_width(node); }
// In inches.
static inline double heapbook_node_height(Agnode_t *node) { return ND_height(node); }
static inline const splines *heapbook_edge_splines(Agedge_t *edge) { return ED_spl(edge); }
static inline boxf heapbook_graph_box(Agraph_t *graph) { return GD_bb(graph); }

// `size` guides the layout (`ratio=compress`), but would make the renderer zoom.
static inline void heapbook_forget_size(Agraph_t *graph) {
    GD_drawing(graph)->size.x = 0;
    GD_drawing(graph)->size.y = 0;
}

// An edge has two ends, each an Agedge_t of its own; this is the one that `agedge` returned.
static inline Agedge_t *heapbook_out_edge(Agedge_t *edge) { return AGMKOUT(edge); }

// The same layout as `Dl_info`. glibc declares that and `dladdr` only under _GNU_SOURCE, which a module map cannot set
// for the system headers; the assembler name reaches the function without a second declaration of it.
typedef struct {
    const char *file;
    void *base;
    const char *symbol;
    void *address;
} heapbook_symbol_place;
#ifdef __APPLE__
extern int heapbook_dladdr(const void *address, heapbook_symbol_place *place) __asm__("_dladdr");
#else
extern int heapbook_dladdr(const void *address, heapbook_symbol_place *place) __asm__("dladdr");
#endif

// The path of the libgvc that this process runs with, or NULL.
static inline const char *heapbook_libgvc_path(void) {
    heapbook_symbol_place place;
    return heapbook_dladdr((const void *)&gvContextPlugins, &place) ? place.file : NULL;
}

#endif
