#include <geo/export/change_origin.h>

#include <geo/export/drawn.h>
#include <geo/export/provenance_json.h>
#include <geo/export/provenance_text.h>
#include <geo/export/regional.h>
#include <geo/figure/measure.h>
#include <geo/figure/provenance.h>
#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <geo/zone/regional_change.h>

typedef void (*writer)(struct terr_text *out, const struct terr_provenance *provenance);

static void add(struct terr_text *out, const struct terr_measured_change *measured, writer write)
{
    struct terr_provenance provenance;
    struct terr_error err;
    if (terr_provenance_of_change(&provenance, measured, &err)) {
        out->failed = true; // for want of memory alone
        return;
    }
    write(out, &provenance);
    terr_provenance_dispose(&provenance);
}

static void add_members(struct terr_text *out, const struct terr_provenance *provenance)
{
    terr_text_add(out, "\"method\":");
    terr_provenance_add_json_method(out, provenance);
    terr_text_add(out, ",\"snapshots\":");
    terr_provenance_add_json_snapshots(out, provenance, "");
}

void terr_change_add_json_origin(struct terr_text *out, const struct terr_measured_change *measured)
{
    const char *attribution = terr_profile_attribution(terr_archive_profile(measured->archive));
    if (attribution) {
        terr_text_add(out, "\"attribution\":");
        terr_text_add_json(out, attribution);
        terr_text_add(out, ",");
    }
    add(out, measured, add_members);
    if (measured->regional) {
        terr_text_add(out, ",\"borders\":");
        terr_regional_add_json_borders(out, terr_regional_change_regions(measured->regional));
    }
    if (measured->drawing) {
        terr_text_add(out, ",\"drawing\":");
        terr_drawn_add_json_drawing(out, measured);
    }
}

void terr_change_add_method(struct terr_text *out, const struct terr_measured_change *measured)
{
    add(out, measured, terr_provenance_add_method);
}
