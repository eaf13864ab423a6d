#include <geo/source/ogr_fields.h>

#include <geo/base/number.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <ogr_api.h>

// OGR's flags for time zones: none, the clock's, or UTC and quarters of an hour around it.
#define ZONE_UTC 100
#define ZONE_MINUTES 15

static void add_real(struct terr_text *out, double value)
{
    char number[TERR_NUMBER_SIZE];
    if (!isfinite(value)) {
        terr_text_add(out, "null");
        return;
    }
    terr_text_add_bytes(out, number, terr_number_print_exact(number, value));
}

static void add_zone(struct terr_text *out, int flag)
{
    const int minutes = (flag - ZONE_UTC) * ZONE_MINUTES;
    if (flag <= 1) return; // not known
    if (minutes == 0) {
        terr_text_add(out, "Z");
    } else {
        terr_text_print(out, "%c%02d:%02d", minutes < 0 ? '-' : '+', abs(minutes) / 60,
                        abs(minutes) % 60);
    }
}

static void add_date(struct terr_text *out, OGRFeatureH feature, int index, OGRFieldType type)
{
    int year, month, day, hour, minute, zone;
    float second;
    if (!OGR_F_GetFieldAsDateTimeEx(feature, index, &year, &month, &day, &hour, &minute, &second,
                                    &zone)) {
        terr_text_add(out, "null");
        return;
    }
    terr_text_add(out, "\"");
    if (type != OFTTime) terr_text_print(out, "%04d-%02d-%02d", year, month, day);
    if (type == OFTDateTime) terr_text_add(out, "T");
    if (type != OFTDate) {
        terr_text_print(out, "%02d:%02d:%02d", hour, minute, (int)second);
        add_zone(out, zone);
    }
    terr_text_add(out, "\"");
}

static void add_integer(struct terr_text *out, GIntBig value, bool is_boolean)
{
    if (is_boolean) {
        terr_text_add(out, value ? "true" : "false");
    } else {
        terr_text_print(out, "%lld", (long long)value);
    }
}

static void add_list(struct terr_text *out, OGRFeatureH feature, int index, OGRFieldType type)
{
    int count = 0;
    const int *integers =
        type == OFTIntegerList ? OGR_F_GetFieldAsIntegerList(feature, index, &count) : NULL;
    const GIntBig *longs =
        type == OFTInteger64List ? OGR_F_GetFieldAsInteger64List(feature, index, &count) : NULL;
    const double *reals =
        type == OFTRealList ? OGR_F_GetFieldAsDoubleList(feature, index, &count) : NULL;
    char **strings = type == OFTStringList ? OGR_F_GetFieldAsStringList(feature, index) : NULL;
    while (strings && strings[count]) count++;
    terr_text_add(out, "[");
    for (int i = 0; i < count; i++) {
        if (i > 0) terr_text_add(out, ",");
        if (integers) add_integer(out, integers[i], false);
        if (longs) add_integer(out, longs[i], false);
        if (reals) add_real(out, reals[i]);
        if (strings) terr_text_add_json(out, strings[i]);
    }
    terr_text_add(out, "]");
}

static void add_value(struct terr_text *out, OGRFeatureH feature, int index, OGRFieldDefnH field)
{
    const OGRFieldType type = OGR_Fld_GetType(field);
    if (!OGR_F_IsFieldSetAndNotNull(feature, index)) {
        terr_text_add(out, "null");
        return;
    }
    switch (type) {
    case OFTInteger:
    case OFTInteger64:
        add_integer(out, OGR_F_GetFieldAsInteger64(feature, index),
                    OGR_Fld_GetSubType(field) == OFSTBoolean);
        break;
    case OFTReal:
        add_real(out, OGR_F_GetFieldAsDouble(feature, index));
        break;
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
        add_date(out, feature, index, type);
        break;
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList:
        add_list(out, feature, index, type);
        break;
    default:
        terr_text_add_json(out, OGR_F_GetFieldAsString(feature, index));
        break;
    }
}

void terr_ogr_add_fields(struct terr_text *out, void *feature)
{
    const char *separator = "";
    const int count = OGR_F_GetFieldCount(feature);
    terr_text_add(out, "{");
    for (int i = 0; i < count; i++) {
        OGRFieldDefnH field = OGR_F_GetFieldDefnRef(feature, i);
        if (OGR_Fld_GetType(field) == OFTBinary) continue;
        terr_text_add(out, separator);
        terr_text_add_json(out, OGR_Fld_GetNameRef(field));
        terr_text_add(out, ":");
        add_value(out, feature, i, field);
        separator = ",";
    }
    terr_text_add(out, "}");
}
