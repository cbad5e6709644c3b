/** The date-based API version of every path we call. HubSpot supports one for 18 months: move it each spring or autumn. */
export const API_VERSION = '2026-09';
