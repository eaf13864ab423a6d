#include "interrupt.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

// A signal handler has no other way to tell; nothing else writes it.
static volatile sig_atomic_t noted;

static void note(int number) { noted = number; }

static void note_one(int number)
{
    struct sigaction action = {.sa_handler = note};
    struct sigaction before;

    if (sigaction(number, NULL, &before)) return;
    if (before.sa_handler != SIG_DFL) return;
    // The second Ctrl-C of somebody who does not want to wait is not caught.
    action.sa_flags = (int)SA_RESETHAND;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void interrupt_hold(void)
{
    if (noted) return;
    note_one(SIGINT);
    note_one(SIGTERM);
    note_one(SIGHUP);
}

int interrupt_signal(void) { return (int)noted; }

void interrupt_obey(void)
{
    if (!noted) return;
    signal((int)noted, SIG_DFL);
    raise((int)noted);
}
