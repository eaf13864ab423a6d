#include "exact.h"

#include <geo/shape/lattice.h>

#include <CGAL/Arr_curve_data_traits_2.h>
#include <CGAL/Arr_segment_traits_2.h>
#include <CGAL/Arrangement_2.h>
#include <CGAL/Exact_predicates_exact_constructions_kernel.h>
#include <map>
#include <stdexcept>
#include <vector>

namespace {

using Kernel = CGAL::Exact_predicates_exact_constructions_kernel;
using Rational = Kernel::Exact_kernel::FT;

// How often an edge from its lower left to its upper right end is counted, by map.
struct Weights {
    int from = 0;
    int to = 0;
    bool operator==(const Weights &other) const { return from == other.from && to == other.to; }
};

struct Add {
    Weights operator()(const Weights &a, const Weights &b) const
    {
        return {a.from + b.from, a.to + b.to};
    }
};

using Segments = CGAL::Arr_segment_traits_2<Kernel>;
using Traits = CGAL::Arr_curve_data_traits_2<Segments, Weights, Add>;
using Arrangement = CGAL::Arrangement_2<Traits>;
using Circulator = Arrangement::Ccb_halfedge_const_circulator;
using Face = Arrangement::Face_const_handle;

std::vector<terr_node> nodes_of(const terr_multipolygon &shape)
{
    std::vector<terr_node> nodes(shape.point_count);
    if (!terr_lattice_take(nodes.data(), shape.coords, shape.point_count)) {
        throw std::runtime_error("a coordinate is not on the grid");
    }
    return nodes;
}

Kernel::Point_2 point_of(const terr_node &node)
{
    // at most 1.8e12: doubles hold them exactly
    return Kernel::Point_2(static_cast<double>(node.x), static_cast<double>(node.y));
}

void add_edges(std::vector<Traits::Curve_2> &curves, const terr_multipolygon &shape, bool is_to)
{
    const auto nodes = nodes_of(shape);
    for (size_t ring = 0; ring < shape.ring_count; ring++) {
        for (size_t i = terr_multipolygon_ring_start(&shape, ring); i + 1 < shape.ring_ends[ring];
             i++) {
            const auto a = point_of(nodes[i]), b = point_of(nodes[i + 1]);
            if (a == b) continue;
            const int weight = a < b ? 1 : -1;
            const Weights weights{is_to ? 0 : weight, is_to ? weight : 0};
            curves.emplace_back(Segments::Curve_2(a, b), weights);
        }
    }
}

std::vector<Circulator> boundaries_of(Face face)
{
    std::vector<Circulator> boundaries;
    for (auto it = face->outer_ccbs_begin(); it != face->outer_ccbs_end(); ++it) {
        boundaries.push_back(*it);
    }
    for (auto it = face->inner_ccbs_begin(); it != face->inner_ccbs_end(); ++it) {
        boundaries.push_back(*it);
    }
    return boundaries;
}

template <typename Visit> void for_each_edge(Face face, Visit visit)
{
    for (const auto first : boundaries_of(face)) {
        auto edge = first;
        do visit(edge);
        while (++edge != first);
    }
}

// How often each map winds round each face, from the outer one inwards.
std::map<Face, Weights> wind(const Arrangement &arrangement)
{
    std::map<Face, Weights> known;
    std::vector<Face> waiting{arrangement.unbounded_face()};
    known[waiting.front()] = Weights();
    while (!waiting.empty()) {
        const Face face = waiting.back();
        waiting.pop_back();
        const Weights here = known[face];
        for_each_edge(face, [&](const Circulator &edge) {
            const Face across = edge->twin()->face();
            const int sign = edge->direction() == CGAL::ARR_LEFT_TO_RIGHT ? 1 : -1;
            const Weights step = edge->curve().data();
            const Weights there{here.from - sign * step.from, here.to - sign * step.to};
            const auto added = known.emplace(across, there);
            if (added.second)
                waiting.push_back(across);
            else if (!(added.first->second == there))
                throw std::runtime_error("edges left open");
        });
    }
    return known;
}

Rational area2_of(Face face)
{
    Rational area2 = 0;
    for_each_edge(face, [&](const Circulator &edge) {
        const auto &a = CGAL::exact(edge->source()->point());
        const auto &b = CGAL::exact(edge->target()->point());
        area2 += a.x() * b.y() - a.y() * b.x();
    });
    return area2;
}

// The rings as they are, whatever they cover: shells counter-clockwise, holes clockwise.
Rational area2_of(const terr_multipolygon &shape)
{
    const auto nodes = nodes_of(shape);
    Rational area2 = 0;
    for (size_t ring = 0; ring < shape.ring_count; ring++) {
        for (size_t i = terr_multipolygon_ring_start(&shape, ring); i + 1 < shape.ring_ends[ring];
             i++) {
            const Rational ax = static_cast<double>(nodes[i].x),
                           ay = static_cast<double>(nodes[i].y);
            const Rational bx = static_cast<double>(nodes[i + 1].x);
            const Rational by = static_cast<double>(nodes[i + 1].y);
            area2 += ax * by - ay * bx;
        }
    }
    return area2;
}

} // namespace

exact_miss exact_compare(const terr_multipolygon *from, const terr_multipolygon *to,
                         const terr_delta *delta)
{
    std::vector<Traits::Curve_2> curves;
    add_edges(curves, *from, false);
    add_edges(curves, *to, true);
    Arrangement arrangement;
    CGAL::insert(arrangement, curves.begin(), curves.end());

    exact_miss miss{};
    miss.clean = true;
    Rational gained2 = 0, lost2 = 0;
    for (const auto &entry : wind(arrangement)) {
        const Weights &times = entry.second;
        if (times.from < 0 || times.from > 1 || times.to < 0 || times.to > 1) miss.clean = false;
        if (times.to == 1 && times.from == 0) gained2 += area2_of(entry.first);
        if (times.to == 0 && times.from == 1) lost2 += area2_of(entry.first);
    }
    miss.gained2 = CGAL::to_double(area2_of(delta->gained) - gained2);
    miss.lost2 = CGAL::to_double(area2_of(delta->lost) - lost2);
    miss.true_gained2 = CGAL::to_double(gained2);
    miss.true_lost2 = CGAL::to_double(lost2);
    return miss;
}
