/**
 * The URI that HubSpot signs: the public address as HubSpot called it, with these escapes written out and all others
 * left alone (HubSpot: Validating requests, v3). The address is configured, never taken from the Host header, which
 * a proxy rewrites and a stranger chooses.
 */
export function signedUri(publicUrl: string, pathAndQuery: string): string {
  return (publicUrl + pathAndQuery).replace(ESCAPES, (found) => WRITTEN_OUT[found.toUpperCase()] ?? found);
}

const WRITTEN_OUT: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

const ESCAPES = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;
