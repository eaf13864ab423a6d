/* source/profile_fields.h - the inside of a profile: what source/profile_read*.c fills from the
 * JSON form; source/profile_rules.c and source/profile_recognise.c apply it. All strings lie in the
 * document. */
#ifndef GEO_SOURCE_PROFILE_FIELDS_H
#define GEO_SOURCE_PROFILE_FIELDS_H

#include <geo/base/json_node.h>
#include <geo/source/profile.h>
#include <stdbool.h>

enum terr_text_test_kind {
    TERR_TEST_NONE,
    TERR_TEST_EQUALS,
    TERR_TEST_STARTS_WITH,
    TERR_TEST_CONTAINS,
};

/* What a text must be: it, or one of the parts that `split` cuts it into, passes with one of the
 * values. */
struct terr_text_test {
    enum terr_text_test_kind kind;
    const char *split; /* NULL: the text is tested as whole */
    struct terr_texts values;
};

bool terr_text_passes(const struct terr_text_test *test, const char *text);

/* One way to recognise the source: every condition that is there must hold. */
struct terr_sign {
    const char *member;   /* a top-level member that passes the test, or NULL             */
    const char *property; /* a property that passes the test, or NULL; not with `member` */
    struct terr_text_test test;
    struct terr_texts members;    /* top-level members that are there; or none          */
    struct terr_texts properties; /* that a feature has, besides `property`; or none */
    bool layer;                   /* the layer of a part is one of the profile's      */
};

/* How the map lies in the document. All-zero: GeoJSON, longitude first. */
struct terr_form {
    const char *collection;  /* the member of a wrapper that GeoJSON lies in; or NULL         */
    struct terr_texts rings; /* members that are lists of closed rings; or none                */
    bool latitude_first;     /* in the rings, or in the GeoJSON of a form that has none     */
};

enum terr_rule_kind {
    TERR_RULE_ALWAYS,
    TERR_RULE_PROPERTY,    /* a property passes the test                       */
    TERR_RULE_STATUS_FROM, /* the property's text is the status                */
    TERR_RULE_LAYER,       /* the feature's layer is one of the test's values  */
};

struct terr_rule {
    enum terr_rule_kind kind;
    const char *property; /* NULL with ALWAYS and LAYER */
    struct terr_text_test test;
    const char *status; /* NULL with STATUS_FROM */
};

struct terr_profile_zone {
    const char *name;
    struct terr_texts statuses;
};

struct terr_profile {
    struct terr_json *document;
    const char *name;
    const char *title;
    const char *attribution; /* or NULL */
    const char *note;        /* or NULL */
    const char *timezone;
    const char *timezone_rule; /* or NULL */
    bool has_extent;
    double extent_deg[4]; /* west, south, east, north */
    struct terr_form form;
    bool is_fallback; /* recognised only where no other profile is */
    struct terr_texts describe;
    struct terr_texts layers;
    struct terr_texts date_properties;
    bool date_beats_name;
    bool has_since;
    int32_t since_day;
    double whole_km2;       /* 0: not said                                */
    const char *remote_url; /* NULL: nowhere to fetch it from             */
    int32_t remote_first_day;
    struct terr_sign *signs;
    size_t sign_count;
    struct terr_profile_zone *zones;
    size_t zone_count;
    struct terr_rule *rules;
    size_t rule_count;
    struct terr_texts statuses; /* as terr_profile_status_at tells them */
};

#endif
