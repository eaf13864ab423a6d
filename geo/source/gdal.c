#include <geo/source/gdal.h>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *value;
} settings[] = {
    // GDAL would note the length of a gzip in FILE.gz.properties
    {"CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO"},
    {"GDAL_PAM_ENABLED", "NO"},
    {"GDAL_HTTP_CONNECTTIMEOUT", "10"},
    {"GDAL_HTTP_TIMEOUT", "60"},
};
#define SETTING_COUNT (sizeof settings / sizeof settings[0])

static void keep_line(char out[TERR_ERROR_MESSAGE_SIZE], const char *message)
{
    if (out[0] != '\0') return;
    snprintf(out, TERR_ERROR_MESSAGE_SIZE, "%.*s", (int)strcspn(message, "\r\n"),
             *message ? message : "an unnamed error");
}

static void CPL_STDCALL hear(CPLErr level, CPLErrorNum number, const char *message)
{
    struct terr_gdal *gdal = CPLGetErrorHandlerUserData();
    (void)number;
    if (level >= CE_Failure) keep_line(gdal->said, message);
    if (level == CE_Warning) keep_line(gdal->warned, message);
}

void terr_gdal_begin(struct terr_gdal *gdal)
{
    memset(gdal, 0, sizeof *gdal);
    CPLPushErrorHandlerEx(hear, gdal);
    for (unsigned i = 0; i < SETTING_COUNT; i++) {
        if (CPLGetConfigOption(settings[i].name, NULL)) continue;
        CPLSetThreadLocalConfigOption(settings[i].name, settings[i].value);
        gdal->settings |= 1u << i;
    }
}

void terr_gdal_end(struct terr_gdal *gdal)
{
    for (unsigned i = 0; i < SETTING_COUNT; i++) {
        if (gdal->settings & 1u << i) CPLSetThreadLocalConfigOption(settings[i].name, NULL);
    }
    CPLPopErrorHandler();
}

enum terr_code terr_gdal_fail(const struct terr_gdal *gdal, enum terr_code code, const char *doing,
                              struct terr_error *err)
{
    const char *said = gdal->said[0] ? gdal->said : gdal->warned;
    if (strstr(said, "ut of memory")) return terr_fail(err, TERR_ENOMEM, "out of memory (GDAL)");
    return terr_fail(err, code, "GDAL%s%s: %s", doing ? ", " : "", doing ? doing : "",
                     said[0] ? said : "it does not say why");
}

// Registering twice at once would race; GDAL itself locks only the list of drivers.
static pthread_once_t registered = PTHREAD_ONCE_INIT;

void terr_gdal_register(void) { pthread_once(&registered, GDALAllRegister); }
