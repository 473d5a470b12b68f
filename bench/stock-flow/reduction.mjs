// @ts-check
/* The stock-flow reduction as plain code, in the way of the project's engine: typed arrays, nothing made inside a month. */
import { INPUTS, MONTHS, OUTPUTS } from './inputs.mjs';

const DAYS_A_MONTH = 365.25 / 12;

/** @param {string} name */
const at = (name) => {
  const i = INPUTS.indexOf(name);
  if (i < 0) throw new Error(`There is no input ${name}.`);
  return i;
};

const I = {
  registrationEnds: at('registration_ends'),
  growthEnds: at('growth_ends'),
  approvalNeeded: at('approval_needed'),
  decide: at('decide_first'),
  shareConvert: at('share_convert'),
  transferMonths: at('transfer_months'),
  exitForProfit: at('exit_for_profit'),
  openForProfit: at('open_for_profit'),
  viableOccupancy: at('viable_occupancy'),
  approveAuthority: at('approve_authority'),
  agencyDecides: at('agency_decides'),
  placesPerHousehold: at('places_per_household'),
  entriesAMonth: at('entries_a_month'),
  entry: at('entry_foster'),
  leave: at('leave_foster'),
  stepUp: at('step_up'),
  startPlaces: at('start_for_profit'),
  startHouseholds: at('start_households_authority'),
  startChildren: at('start_foster'),
};

/**
 * Runs one parameter set.
 *
 * @param {Float64Array} rows
 * @param {number} set
 * @param {Float64Array} out (MONTHS + 1) rows of OUTPUTS
 * @param {number} to where the first of them goes
 */
export function runSet(rows, set, out, to) {
  const r = set * INPUTS.length;
  const registrationEnds = rows[r + I.registrationEnds];
  const growthEnds = rows[r + I.growthEnds];
  const approvalNeeded = rows[r + I.approvalNeeded];
  const decideFirst = rows[r + I.decide];
  const decideSecond = rows[r + I.decide + 1];
  const decideThird = rows[r + I.decide + 2];
  const decideLast = rows[r + I.decide + 3];
  const shareMove = rows[r + I.shareConvert] + rows[r + I.shareConvert + 1];
  const shareExit = rows[r + I.shareConvert + 2];
  const shareRemain = rows[r + I.shareConvert + 3];
  const transferMonths = rows[r + I.transferMonths];
  const succeeds = rows[r + I.transferMonths + 1];
  const kept = rows[r + I.transferMonths + 2];
  const toAuthority = rows[r + I.transferMonths + 3];
  const failedExits = rows[r + I.transferMonths + 4];
  const noticeMonths = rows[r + I.transferMonths + 5];
  const exitForProfit = rows[r + I.exitForProfit];
  const exitAuthority = rows[r + I.exitForProfit + 1];
  const exitNotForProfit = rows[r + I.exitForProfit + 2];
  const openForProfit = rows[r + I.openForProfit];
  const openAuthority = rows[r + I.openForProfit + 1];
  const openNotForProfit = rows[r + I.openForProfit + 2];
  const lodged = rows[r + I.openForProfit + 3];
  const viableOccupancy = rows[r + I.viableOccupancy];
  const viableMonths = rows[r + I.viableOccupancy + 1];
  const staffed = rows[r + I.viableOccupancy + 2];
  const others = rows[r + I.viableOccupancy + 3];
  const approveAuthority = rows[r + I.approveAuthority];
  const approveAgency = rows[r + I.approveAuthority + 1];
  const leaving = rows[r + I.approveAuthority + 2];
  const agencyDecides = rows[r + I.agencyDecides];
  const agencyConvert = rows[r + I.agencyDecides + 1];
  const agencyExit = rows[r + I.agencyDecides + 2];
  const carersTransfer = rows[r + I.agencyDecides + 3];
  const carersMonths = rows[r + I.agencyDecides + 4];
  const placesAHousehold = rows[r + I.placesPerHousehold] * (1 - rows[r + I.placesPerHousehold + 1]);
  const entriesAMonth = rows[r + I.entriesAMonth];
  const growth = 1 + rows[r + I.entriesAMonth + 1];
  const stepUp = rows[r + I.stepUp];
  const stepDown = rows[r + I.stepUp + 1];
  const substitution = rows[r + I.stepUp + 2];
  const referrals = rows[r + I.stepUp + 3];
  const secureStay = rows[r + I.stepUp + 4];
  const unregistered = rows[r + I.stepUp + 5];
  const e = r + I.entry;
  const l = r + I.leave;

  let undecided = rows[r + I.startPlaces];
  let remaining = 0;
  let converting = 0;
  let windingDown = 0;
  let authority = rows[r + I.startPlaces + 1];
  let notForProfit = rows[r + I.startPlaces + 2];
  let ownCarers = rows[r + I.startHouseholds];
  let agencyCarers = rows[r + I.startHouseholds + 1];
  let charityCarers = rows[r + I.startHouseholds + 2];
  let movingCarers = 0;
  let foster = rows[r + I.startChildren];
  let residential = rows[r + I.startChildren + 1];
  let secure = rows[r + I.startChildren + 2];
  let independent = rows[r + I.startChildren + 3];
  let kinship = rows[r + I.startChildren + 4];
  let parents = rows[r + I.startChildren + 5];
  let adoption = rows[r + I.startChildren + 6];
  let other = rows[r + I.startChildren + 7];
  let nights = 0;

  for (let month = 0; month <= MONTHS; month++) {
    const forProfit = undecided + remaining + converting + windingDown;
    const usableResidential = staffed * (forProfit * (1 - others) + authority + notForProfit);
    const shortResidential = Math.max(0, residential - usableResidential);
    const usableFoster = placesAHousehold * (ownCarers + agencyCarers + charityCarers + movingCarers);
    const shortFoster = Math.max(0, foster - usableFoster);
    let o = to + month * OUTPUTS.length;
    out[o++] = undecided;
    out[o++] = remaining;
    out[o++] = converting;
    out[o++] = windingDown;
    out[o++] = authority;
    out[o++] = notForProfit;
    out[o++] = ownCarers;
    out[o++] = agencyCarers;
    out[o++] = charityCarers;
    out[o++] = movingCarers;
    out[o++] = foster;
    out[o++] = residential;
    out[o++] = secure;
    out[o++] = independent;
    out[o++] = kinship;
    out[o++] = parents;
    out[o++] = adoption;
    out[o++] = other;
    out[o++] = nights;
    out[o++] = usableResidential;
    out[o++] = shortResidential;
    out[o++] = usableFoster;
    out[o] = shortFoster;

    const hazard =
      month < growthEnds
        ? decideFirst
        : month < approvalNeeded - 12
          ? decideSecond
          : month < approvalNeeded
            ? decideThird
            : decideLast;
    const occupancy = Math.min(1, residential / usableResidential);
    const unviable = month >= approvalNeeded ? Math.max(0, 1 - occupancy / viableOccupancy) / viableMonths : 0;
    const opened =
      month < registrationEnds
        ? openForProfit * (undecided + remaining)
        : month < registrationEnds + 12
          ? lodged / 12
          : 0;
    const decided = undecided * hazard;
    const transferred = converting / transferMonths;
    const failed = transferred * (1 - succeeds);
    const changed = transferred * succeeds * kept;
    undecided += opened - decided - undecided * exitForProfit;
    remaining += decided * shareRemain + failed * (1 - failedExits) - remaining * (exitForProfit + unviable);
    converting += decided * shareMove - transferred - converting * exitForProfit;
    windingDown += decided * shareExit + failed * failedExits - windingDown / noticeMonths;
    authority += changed * toAuthority + authority * (openAuthority - exitAuthority);
    notForProfit += changed * (1 - toAuthority) + notForProfit * (openNotForProfit - exitNotForProfit);

    const agencies = month >= growthEnds && month < approvalNeeded ? agencyCarers * agencyDecides : 0;
    const moved = movingCarers / carersMonths;
    const approved = month < growthEnds ? approveAgency * agencyCarers : 0;
    movingCarers += agencies * agencyExit - moved;
    ownCarers += moved * carersTransfer + ownCarers * (approveAuthority - leaving);
    agencyCarers += approved - agencyCarers * leaving - agencies * (agencyConvert + agencyExit);
    charityCarers += agencies * agencyConvert + charityCarers * (approveAgency - leaving);

    const entries = entriesAMonth * Math.pow(growth, month / 12);
    const up = stepUp * foster;
    const down = stepDown * residential;
    const diverted = substitution * shortFoster;
    const secured = Math.min(referrals, residential);
    const returned = secure / secureStay;
    foster += entries * rows[e] - rows[l] * foster - up + down - diverted;
    residential += entries * rows[e + 1] - rows[l + 1] * residential + up - down + diverted - secured + returned;
    secure += secured - returned;
    independent += entries * rows[e + 2] - rows[l + 2] * independent;
    kinship += entries * rows[e + 3] - rows[l + 3] * kinship;
    parents += entries * rows[e + 4] - rows[l + 4] * parents;
    adoption += entries * rows[e + 5] - rows[l + 5] * adoption;
    other += entries * rows[e + 6] - rows[l + 6] * other;
    nights += unregistered * shortResidential * DAYS_A_MONTH;
  }
}

/** @param {Float64Array} rows */
export async function create(rows) {
  const width = (MONTHS + 1) * OUTPUTS.length;
  return {
    /** @param {number} sets @param {Float64Array} out */
    run(sets, out) {
      for (let set = 0; set < sets; set++) runSet(rows, set, out, set * width);
    },
  };
}
