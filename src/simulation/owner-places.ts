import { CLOSED } from './constants.ts';
import type { State } from './state.ts';

/**
 * Places by ultimate owner, in the country and in each region; each authority is one owner. Slot 0 is the country, slot
 * r + 1 is region r. One walk over the services of a type fills all slots, and only owners that were met are looked at.
 */
export class OwnerPlaces {
  readonly total: Float64Array;
  readonly largest: Float64Array;
  /** Sum of the squares of the owners' places. */
  readonly squares: Float64Array;
  /**
   * Usable places of the owner with most places, and places of all the other owners that are used by others than the
   * country's children.
   */
  readonly largestUsable: Float64Array;
  readonly taken: Float64Array;
  private readonly largestOwner: Int32Array;
  private readonly slots: number;
  /** Room for each slot's owners. */
  private room = 0;
  private places = new Float64Array(0);
  private usable = new Float64Array(0);
  private takenOf = new Float64Array(0);
  private met = new Int32Array(0);

  constructor(regions: number) {
    this.slots = regions + 1;
    this.total = new Float64Array(this.slots);
    this.largest = new Float64Array(this.slots);
    this.squares = new Float64Array(this.slots);
    this.largestUsable = new Float64Array(this.slots);
    this.taken = new Float64Array(this.slots);
    this.largestOwner = new Int32Array(this.slots);
  }

  /** Counts the open services of a type that serve children looked after. */
  count(state: State, type: number, regionOf: Int32Array): void {
    if (this.room < state.ownerCount) this.makeRoom(state.ownerCount * 2);
    const { services } = state;
    for (const sums of [this.total, this.largest, this.squares, this.largestUsable, this.taken]) sums.fill(0);
    this.largestOwner.fill(-1);
    let met = 0;
    for (let s = state.firstOfType[type]!; s >= 0; s = services.nextOfType[s]!) {
      if (services.status[s] === CLOSED || services.serves[s] === 0) continue;
      const owner = services.owner[s]!;
      met = this.add(state, s, 0, owner, met);
      const region = regionOf[services.area[s]!]!;
      if (region >= 0) met = this.add(state, s, region + 1, owner, met);
    }
    for (let i = 0; i < met; i++) this.compare(this.met[i]!);
    for (let slot = 0; slot < this.slots; slot++) {
      const owner = this.largestOwner[slot]!;
      if (owner < 0) continue;
      this.largestUsable[slot] = this.usable[slot * this.room + owner]!;
      this.taken[slot]! -= this.takenOf[slot * this.room + owner]!;
    }
    for (let i = 0; i < met; i++) {
      const at = this.met[i]!;
      this.places[at] = this.usable[at] = this.takenOf[at] = 0;
    }
  }

  private makeRoom(owners: number): void {
    this.room = owners;
    this.places = new Float64Array(this.slots * owners);
    this.usable = new Float64Array(this.slots * owners);
    this.takenOf = new Float64Array(this.slots * owners);
    this.met = new Int32Array(this.slots * owners);
  }

  private add(state: State, s: number, slot: number, owner: number, met: number): number {
    const { services } = state;
    const registered = services.registered[s]!;
    const taken = services.otherCountry[s]! + services.held[s]!;
    this.taken[slot]! += taken;
    if (registered === 0) return met;
    const at = slot * this.room + owner;
    this.takenOf[at]! += taken;
    const before = this.places[at]!;
    this.total[slot]! += registered;
    this.squares[slot]! += (2 * before + registered) * registered;
    this.places[at] = before + registered;
    this.usable[at]! += services.usable[s]!;
    if (before > 0) return met;
    this.met[met] = at;
    return met + 1;
  }

  /** The owner of most places; of two with as many, the one that comes first. */
  private compare(at: number): void {
    const slot = Math.floor(at / this.room);
    const owner = at - slot * this.room;
    const places = this.places[at]!;
    const most = this.largest[slot]!;
    if (places < most || (places === most && owner > this.largestOwner[slot]!)) return;
    this.largest[slot] = places;
    this.largestOwner[slot] = owner;
  }
}
