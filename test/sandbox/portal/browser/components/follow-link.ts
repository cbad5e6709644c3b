import type { HrefProp } from '@hubspot/ui-extensions';

/** Address of a link and whether it opens beside the portal, by HubSpot's rule: other sites do. */
export function linkTarget(href: HrefProp): { url: string; outside: boolean } {
  const url = typeof href === 'string' ? href : href.url;
  const external = typeof href === 'string' ? undefined : href.external;
  const target = new URL(url, location.href);
  return { url: target.href, outside: external ?? target.origin !== location.origin };
}

export function followLink(href: HrefProp): void {
  const { url, outside } = linkTarget(href);
  if (outside) open(url, '_blank', 'noopener');
  else location.assign(url);
}
