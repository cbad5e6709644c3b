/** placeholder */
export type DatabaseConfig =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'embedded'; readonly folder: string };
