import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeHtml } from '../../src/html.ts';

test('text is shown as it is, and can open neither a tag nor leave an attribute', () => {
  expect(escapeHtml(`<img src=x onerror="alert('1')"> & more`)).toBe(
    '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; more',
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']/);
    }),
  );
});
