/* source/profile_fields.h - the inside of a profile: what source/profile_read*.c fills from the
 * JSON form; source/profile_rules.c and source/profile_recognise.c apply it. All strings lie in the
 * document. */
#ifndef GEO_SOURCE_PROFILE_FIELDS_H
#define GEO_SOURCE_PROFILE_FIELDS_H

#include <geo/source/profile.h>
#include <stdbool.h>

struct terr_texts {
    const char **items;
    size_t count;
};

/* One way to recognise the source: every condition that is there must hold. */
struct terr_sign {
    const char *member;            /* a top-level member ... or NULL                   */
    struct terr_texts starts_with; /* ... whose text begins with one of these */
    struct terr_texts properties;  /* all of one polygonal feature; or empty  */
};

enum terr_rule_test {
    TERR_RULE_ALWAYS,
    TERR_RULE_EQUALS,
    TERR_RULE_STARTS_WITH,
    TERR_RULE_CONTAINS,
    TERR_RULE_STATUS_FROM, /* the property's text is the status */
    TERR_RULE_LAYER,       /* the feature's layer is one of the values */
};

struct terr_rule {
    enum terr_rule_test test;
    const char *property; /* NULL with ALWAYS and LAYER        */
    const char *split;    /* NULL: the text is tested as whole */
    struct terr_texts values;
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
    const char *timezone;
    const char *timezone_rule; /* or NULL */
    bool has_extent;
    double extent_deg[4]; /* west, south, east, north */
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
