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

// Identities of nodes, edges and subgraphs that follow from their names and the order in which they are made. Those that
// cgraph gives by itself are addresses of strings, so a layout could differ from one time to the next.
static inline void *heapbook_id_open(Agraph_t *graph, Agdisc_t *discipline) {
    static IDTYPE next;
    (void)graph;
    (void)discipline;
    next = 1;
    return &next;
}
static inline long heapbook_id_map(void *next, int type, char *name, IDTYPE *id, int create) {
    (void)type;
    (void)create;
    if (name == NULL) {
        *id = *(IDTYPE *)next;
        *(IDTYPE *)next += 2;
        return 1;
    }
    IDTYPE hash = 14695981039346656037ULL;
    for (const char *c = name; *c != 0; c++) hash = (hash ^ (unsigned char)*c) * 1099511628211ULL;
    *id = hash & ~(IDTYPE)1;
    return 1;
}
static inline long heapbook_id_alloc(void *next, int type, IDTYPE id) {
    (void)next;
    (void)type;
    (void)id;
    return 1;
}
static inline void heapbook_id_free(void *next, int type, IDTYPE id) {
    (void)next;
    (void)type;
    (void)id;
}
static inline char *heapbook_id_print(void *next, int type, IDTYPE id) {
    (void)next;
    (void)type;
    (void)id;
    return NULL;
}
static inline void heapbook_id_close(void *next) { (void)next; }
static inline void heapbook_id_register(void *next, int type, void *object) {
    (void)next;
    (void)type;
    (void)object;
}

static inline Agraph_t *heapbook_open_directed(const char *name) {
    static Agiddisc_t identities = {heapbook_id_open, heapbook_id_map,   heapbook_id_alloc,   heapbook_id_free,
                                    heapbook_id_print, heapbook_id_close, heapbook_id_register};
    static Agdisc_t disciplines;
    disciplines.mem = &AgMemDisc;
    disciplines.id = &identities;
    disciplines.io = &AgIoDisc;
    return agopen((char *)name, Agdirected, &disciplines);
}

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
