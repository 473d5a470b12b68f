"""The stock-flow reduction in numpy, vectorised over parameter sets: every stock is a row with one value a set.

Reads commands, one a line, from standard input and answers with one line of JSON each:
  equal SETS FILE   writes the outputs as 64-bit floats: set, month, output
  time SETS         runs once and says wall and user seconds
"""

import json
import os
import resource
import sys
import time

# One core, like the others.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402

settings = json.load(open(sys.argv[1], encoding="utf-8"))
months, outputs, names = settings["months"], settings["outputs"], settings["inputs"]
rows = np.fromfile(settings["file"], dtype="<f8").reshape(-1, len(names))


def run(sets):
    # Columns are made contiguous once a run: that is part of the work.
    p = dict(zip(names, np.ascontiguousarray(rows[:sets].T)))
    out = np.empty((months + 1, len(outputs), sets))
    undecided = p["start_for_profit"].copy()
    remaining = np.zeros(sets)
    converting = np.zeros(sets)
    winding_down = np.zeros(sets)
    authority = p["start_authority"].copy()
    not_for_profit = p["start_not_for_profit"].copy()
    own_carers = p["start_households_authority"].copy()
    agency_carers = p["start_households_for_profit"].copy()
    charity_carers = p["start_households_not_for_profit"].copy()
    moving_carers = np.zeros(sets)
    foster = p["start_foster"].copy()
    residential = p["start_residential"].copy()
    secure = p["start_secure"].copy()
    independent = p["start_independent"].copy()
    kinship = p["start_kinship"].copy()
    parents = p["start_parents"].copy()
    adoption = p["start_adoption"].copy()
    other = p["start_other"].copy()
    nights = np.zeros(sets)
    share_move = p["share_convert"] + p["share_sell"]
    places_a_household = p["places_per_household"] * (1 - p["foster_unavailable"])
    growth = 1 + p["entries_trend"]
    approval = p["approval_needed"]
    days = 365.25 / 12
    for month in range(months + 1):
        for_profit = undecided + remaining + converting + winding_down
        usable_residential = p["staffed_share"] * (for_profit * (1 - p["others_share"]) + authority + not_for_profit)
        short_residential = np.maximum(0, residential - usable_residential)
        usable_foster = places_a_household * (own_carers + agency_carers + charity_carers + moving_carers)
        short_foster = np.maximum(0, foster - usable_foster)
        for k, value in enumerate((
            undecided, remaining, converting, winding_down, authority, not_for_profit,
            own_carers, agency_carers, charity_carers, moving_carers,
            foster, residential, secure, independent, kinship, parents, adoption, other,
            nights, usable_residential, short_residential, usable_foster, short_foster,
        )):
            out[month, k] = value
        hazard = np.where(
            month < p["growth_ends"],
            p["decide_first"],
            np.where(month < approval - 12, p["decide_second"],
                     np.where(month < approval, p["decide_third"], p["decide_last"])),
        )
        occupancy = np.minimum(1, residential / usable_residential)
        unviable = np.where(
            month >= approval, np.maximum(0, 1 - occupancy / p["viable_occupancy"]) / p["viable_months"], 0)
        opened = np.where(
            month < p["registration_ends"],
            p["open_for_profit"] * (undecided + remaining),
            np.where(month < p["registration_ends"] + 12, p["lodged_places"] / 12, 0),
        )
        decided = undecided * hazard
        transferred = converting / p["transfer_months"]
        failed = transferred * (1 - p["transfer_succeeds"])
        changed = transferred * p["transfer_succeeds"] * p["places_kept"]
        undecided = undecided + opened - decided - undecided * p["exit_for_profit"]
        remaining = (remaining + decided * p["share_remain"] + failed * (1 - p["failed_exits"])
                     - remaining * (p["exit_for_profit"] + unviable))
        converting = converting + decided * share_move - transferred - converting * p["exit_for_profit"]
        winding_down = (winding_down + decided * p["share_exit"] + failed * p["failed_exits"]
                        - winding_down / p["notice_months"])
        authority = (authority + changed * p["sale_to_authority"]
                     + authority * (p["open_authority"] - p["exit_authority"]))
        not_for_profit = (not_for_profit + changed * (1 - p["sale_to_authority"])
                          + not_for_profit * (p["open_not_for_profit"] - p["exit_not_for_profit"]))

        agencies = np.where((month >= p["growth_ends"]) & (month < approval), agency_carers * p["agency_decides"], 0)
        moved = moving_carers / p["carers_transfer_months"]
        approved = np.where(month < p["growth_ends"], p["approve_agency"] * agency_carers, 0)
        moving_carers = moving_carers + agencies * p["agency_exit"] - moved
        own_carers = (own_carers + moved * p["carers_transfer"]
                      + own_carers * (p["approve_authority"] - p["carer_leaving"]))
        agency_carers = (agency_carers + approved - agency_carers * p["carer_leaving"]
                         - agencies * (p["agency_convert"] + p["agency_exit"]))
        charity_carers = (charity_carers + agencies * p["agency_convert"]
                          + charity_carers * (p["approve_agency"] - p["carer_leaving"]))

        entries = p["entries_a_month"] * growth ** (month / 12)
        up = p["step_up"] * foster
        down = p["step_down"] * residential
        diverted = p["substitution"] * short_foster
        secured = np.minimum(p["secure_referrals"], residential)
        returned = secure / p["secure_stay"]
        foster = foster + entries * p["entry_foster"] - p["leave_foster"] * foster - up + down - diverted
        residential = (residential + entries * p["entry_residential"] - p["leave_residential"] * residential
                       + up - down + diverted - secured + returned)
        secure = secure + secured - returned
        independent = independent + entries * p["entry_independent"] - p["leave_independent"] * independent
        kinship = kinship + entries * p["entry_kinship"] - p["leave_kinship"] * kinship
        parents = parents + entries * p["entry_parents"] - p["leave_parents"] * parents
        adoption = adoption + entries * p["entry_adoption"] - p["leave_adoption"] * adoption
        other = other + entries * p["entry_other"] - p["leave_other"] * other
        nights = nights + p["waiting_unregistered"] * short_residential * days
    return out


def user_seconds():
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


print(json.dumps({"ready": True, "version": f"numpy {np.__version__}, Python {sys.version.split()[0]}"}), flush=True)
for line in sys.stdin:
    command, sets, *rest = line.split(maxsplit=2)
    if command == "equal":
        run(int(sets)).transpose(2, 0, 1).astype("<f8").tofile(rest[0].strip())
        print(json.dumps({"written": True}), flush=True)
    else:
        wall, user = time.perf_counter(), user_seconds()
        run(int(sets))
        print(json.dumps({"wallSeconds": time.perf_counter() - wall, "userSeconds": user_seconds() - user}), flush=True)
