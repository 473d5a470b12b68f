/**
 * The columns of the register of Care Inspectorate Wales that are read, with the names that they have had. A column that is not here
 * is dropped with its row: the names of responsible individuals and registered persons, telephone numbers, addresses of e-mail and
 * websites among them.
 */
export const CIW_COLUMNS = {
  serviceId: ['Service URN', 'Service ID', 'Service Reference Number'],
  name: ['Service Name', 'Name of Service'],
  kind: ['Service Type', 'Type of Service'],
  subType: ['Service Sub-Type', 'Service Sub Type', 'Service Subtype'],
  provisionFor: ['Provision For', 'Provision'],
  address1: ['Service Address Line 1', 'Address Line 1'],
  postcode: ['Service Postcode', 'Postcode'],
  authority: ['Local Authority', 'Local Authority Name', 'Service Local Authority'],
  places: ['Maximum No. of Places', 'Maximum No of Places', 'Maximum Number of Places', 'Max Places', 'Maximum Capacity'],
  opened: ['Service Registration Date', 'Date of Service Registration'],
  providerId: ['Provider URN', 'Provider ID'],
  providerName: ['Provider Name', 'Name of Provider'],
  providerType: ['Provider Type', 'Type of Provider'],
  companyNumber: ['Company Number', 'Company Registration Number', 'Provider Company Number'],
  providerServices: ['Provider No. of Approved Services', 'Provider No of Approved Services', 'Provider Number of Approved Services'],
  providerDate: ['Provider Registration Date', 'Date of Provider Registration'],
  notForProfit: ['Not-for-profit', 'Not for profit', 'Section 6A', 'Subject to section 6A'],
  updated: ['Last Updated On', 'Last Updated', 'Date Last Updated'],
} as const;

/** Columns without which a row cannot be placed. */
export const CIW_NEEDED = ['serviceId', 'name', 'kind', 'subType', 'authority', 'places', 'providerName'] as const;
