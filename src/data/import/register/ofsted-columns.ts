/**
 * The columns of Ofsted's provider-level files that are read, with the names that they have had in the editions of 2015 to 2025. A
 * column that is not here is dropped with its row, addresses among them.
 */
export const OFSTED_COLUMNS = {
  urn: ['URN'],
  kind: ['Provision type', 'Provider type', 'Provision Type Description'],
  status: ['Registration status', 'Reg Status', 'Status'],
  name: ['Name', 'Setting Name', 'Provider name'],
  address1: ['Address 1', 'Address line 1'],
  postcode: ['Postcode', 'Post code'],
  region: ['Government Office Region', 'Region', 'Ofsted Region'],
  authority: ['Local authority', 'Local Authority Name', 'LA'],
  sector: ['Sector', 'Sector type'],
  places: ['Places', 'Number of places', 'Maximum users', 'Registered places'],
  opened: ['Registration date', 'First effective date that the provider became active'],
  owner: ['Organisation which owns the provider', 'Organisation name', 'Organisation', 'Owner name', 'Owning organisation'],
  shortBreak: ["Short-break-only children's home", "Short breaks only children's home", 'Short breaks only', "Short break only children's home"],
} as const;

/** Columns without which a row cannot be placed. Places are absent from one edition. */
export const OFSTED_NEEDED = ['urn', 'kind', 'authority', 'sector'] as const;
