#include "CKernels.h"

// The parent of a node is a direction, 0 to 7, or one of these.
enum { ROOT = 8, ORPHAN = 9, FREE = 10 };

// A queue in a ring: no node is twice in it, so that it never holds more than there are nodes.
typedef struct queue {
  int32_t *nodes;
  size_t capacity;
  size_t first;
  size_t count;
} queue;

static inline void enqueue(queue *q, size_t node) {
  size_t place = q->first + q->count;
  if (place >= q->capacity) place -= q->capacity;
  q->nodes[place] = (int32_t)node;
  q->count++;
}

static inline void drop_first(queue *q) {
  q->first = q->first + 1 == q->capacity ? 0 : q->first + 1;
  q->count--;
}

typedef struct search {
  fm_grid_node *nodes;
  int32_t *links;
  ptrdiff_t offsets[8];
  // The nodes whose neighbours are to be looked at.
  queue active;
  queue orphans;
  int32_t time;
} search;

static inline void activate(search *s, size_t node) {
  if (s->nodes[node].is_queued) return;
  s->nodes[node].is_queued = true;
  enqueue(&s->active, node);
}

static inline void abandon(search *s, size_t node) {
  s->nodes[node].parent = ORPHAN;
  enqueue(&s->orphans, node);
}

// The residual capacity of the link from a node in a direction, and of the opposite link.
static inline int32_t *link_out(search *s, size_t node, int direction) { return &s->links[node * 8 + direction]; }

static inline int32_t *link_in(search *s, size_t node, int direction) {
  return &s->links[(node + s->offsets[direction]) * 8 + 7 - direction];
}

// Pushes flow along single links between nodes of opposite preference, which needs no search.
static void push_to_neighbours(search *s, fm_grid grid) {
  for (size_t y = 1; y <= grid.height; y++) {
    for (size_t node = y * grid.stride + 1; node <= y * grid.stride + grid.width; node++) {
      if (s->nodes[node].terminal <= 0) continue;
      for (int direction = 0; direction < 8; direction++) {
        fm_grid_node *const neighbour = &s->nodes[node + s->offsets[direction]];
        int32_t *const out = link_out(s, node, direction);
        int32_t amount = s->nodes[node].terminal;
        if (-neighbour->terminal < amount) amount = -neighbour->terminal;
        if (*out < amount) amount = *out;
        if (amount <= 0) continue;
        s->nodes[node].terminal -= amount;
        neighbour->terminal += amount;
        *out -= amount;
        *link_in(s, node, direction) += amount;
      }
    }
  }
}

static void plant_trees(search *s, size_t count) {
  for (size_t node = 0; node < count; node++) {
    const int32_t terminal = s->nodes[node].terminal;
    s->nodes[node] = (fm_grid_node){.terminal = terminal, .parent = FREE};
    if (terminal == 0) continue;
    s->nodes[node].parent = ROOT;
    s->nodes[node].is_sink = terminal < 0;
    s->nodes[node].distance = 1;
    activate(s, node);
  }
}

// Adds the free neighbours of a node to its tree, until one is of the other tree. Returns the node of the source's tree
// at the link between the trees, and the link's direction; the direction is -1 if there is no such link.
static inline size_t grow(search *s, size_t number, int *found) {
  const fm_grid_node node = s->nodes[number];
  for (int direction = 0; direction < 8; direction++) {
    const int32_t residual = node.is_sink ? *link_in(s, number, direction) : *link_out(s, number, direction);
    if (residual <= 0) continue;
    const size_t neighbour = number + s->offsets[direction];
    fm_grid_node *const other = &s->nodes[neighbour];
    if (other->parent == FREE) {
      other->parent = (uint8_t)(7 - direction);
      other->is_sink = node.is_sink;
      other->distance = node.distance + 1;
      other->time = node.time;
      activate(s, neighbour);
    } else if (other->is_sink != node.is_sink) {
      *found = node.is_sink ? 7 - direction : direction;
      return node.is_sink ? neighbour : number;
    } else if (other->time <= node.time && other->distance > node.distance) {
      // A shorter way to the terminal.
      other->parent = (uint8_t)(7 - direction);
      other->distance = node.distance + 1;
      other->time = node.time;
    }
  }
  *found = -1;
  return 0;
}

static inline int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

// Pushes as much flow as fits along the path through a link between the trees.
static void push_path(search *s, size_t source, int direction) {
  const size_t sink = source + s->offsets[direction];
  int32_t amount = *link_out(s, source, direction);
  size_t node = source;
  while (s->nodes[node].parent < ROOT) {
    const int up = s->nodes[node].parent;
    amount = smaller(amount, *link_in(s, node, up));
    node += s->offsets[up];
  }
  amount = smaller(amount, s->nodes[node].terminal);
  node = sink;
  while (s->nodes[node].parent < ROOT) {
    const int up = s->nodes[node].parent;
    amount = smaller(amount, *link_out(s, node, up));
    node += s->offsets[up];
  }
  amount = smaller(amount, -s->nodes[node].terminal);

  *link_in(s, source, direction) += amount;
  *link_out(s, source, direction) -= amount;
  node = source;
  while (s->nodes[node].parent < ROOT) {
    const size_t child = node;
    const int up = s->nodes[node].parent;
    node += s->offsets[up];
    *link_out(s, child, up) += amount;
    *link_in(s, child, up) -= amount;
    if (*link_in(s, child, up) == 0) abandon(s, child);
  }
  s->nodes[node].terminal -= amount;
  if (s->nodes[node].terminal == 0) abandon(s, node);
  node = sink;
  while (s->nodes[node].parent < ROOT) {
    const size_t child = node;
    const int up = s->nodes[node].parent;
    node += s->offsets[up];
    *link_in(s, child, up) += amount;
    *link_out(s, child, up) -= amount;
    if (*link_out(s, child, up) == 0) abandon(s, child);
  }
  s->nodes[node].terminal += amount;
  if (s->nodes[node].terminal == 0) abandon(s, node);
}

// Returns the number of links from a node to its terminal; -1 if its line of parents ends at an orphan. What was found
// is remembered for this time.
static inline int32_t distance_to_terminal(search *s, size_t start) {
  size_t node = start;
  int32_t distance = 0;
  while (true) {
    fm_grid_node *const here = &s->nodes[node];
    if (here->time == s->time) {
      distance += here->distance;
      break;
    }
    distance++;
    if (here->parent == ROOT) {
      here->time = s->time;
      here->distance = 1;
      break;
    }
    if (here->parent == ORPHAN) return -1;
    node += s->offsets[here->parent];
  }
  const int32_t result = distance;
  for (node = start; s->nodes[node].time != s->time; node += s->offsets[s->nodes[node].parent]) {
    s->nodes[node].time = s->time;
    s->nodes[node].distance = distance--;
  }
  return result;
}

// Finds the neighbour nearest to the terminal as a parent for an orphan, or sets it free.
static void adopt(search *s, size_t node) {
  const bool is_sink = s->nodes[node].is_sink;
  int best = -1;
  int32_t least = INT32_MAX;
  for (int direction = 0; direction < 8; direction++) {
    const size_t neighbour = node + s->offsets[direction];
    const int32_t residual = is_sink ? *link_out(s, node, direction) : *link_in(s, node, direction);
    if (residual <= 0 || s->nodes[neighbour].parent == FREE || s->nodes[neighbour].is_sink != is_sink) continue;
    const int32_t distance = distance_to_terminal(s, neighbour);
    if (distance < 0 || distance >= least) continue;
    best = direction;
    least = distance;
  }
  if (best >= 0) {
    s->nodes[node].parent = (uint8_t)best;
    s->nodes[node].distance = least + 1;
    s->nodes[node].time = s->time;
    return;
  }
  s->nodes[node].parent = FREE;
  for (int direction = 0; direction < 8; direction++) {
    const size_t neighbour = node + s->offsets[direction];
    const uint8_t parent = s->nodes[neighbour].parent;
    if (parent == FREE || s->nodes[neighbour].is_sink != is_sink) continue;
    const int32_t residual = is_sink ? *link_out(s, node, direction) : *link_in(s, node, direction);
    if (residual > 0) activate(s, neighbour);
    if (parent == 7 - direction) abandon(s, neighbour);
  }
}

void fm_cut_grid(fm_grid grid) {
  const size_t count = grid.stride * (grid.height + 2);
  const ptrdiff_t stride = (ptrdiff_t)grid.stride;
  search s = {
      .nodes = grid.nodes,
      .links = grid.links,
      .offsets = {-stride - 1, -stride, -stride + 1, -1, 1, stride - 1, stride, stride + 1},
      .active = {.nodes = grid.queues, .capacity = count},
      .orphans = {.nodes = grid.queues + count, .capacity = count},
  };
  push_to_neighbours(&s, grid);
  plant_trees(&s, count);
  while (s.active.count > 0) {
    const size_t node = (size_t)s.active.nodes[s.active.first];
    if (s.nodes[node].parent == FREE) {
      s.nodes[node].is_queued = false;
      drop_first(&s.active);
      continue;
    }
    s.time++;
    int direction;
    const size_t source = grow(&s, node, &direction);
    if (direction < 0) {
      s.nodes[node].is_queued = false;
      drop_first(&s.active);
      continue;
    }
    // A node stays at the front as long as it finds paths.
    push_path(&s, source, direction);
    while (s.orphans.count > 0) {
      const size_t orphan = (size_t)s.orphans.nodes[s.orphans.first];
      drop_first(&s.orphans);
      adopt(&s, orphan);
    }
  }
  for (size_t node = 0; node < count; node++) {
    s.nodes[node].is_source = s.nodes[node].parent != FREE && !s.nodes[node].is_sink;
  }
}
