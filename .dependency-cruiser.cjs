/** The import rule of the architecture: kernel <- domain <- adapters <- jobs <- app <- cli, webhooks. */
const DOMAIN = '^src/(attribution|health|partnership)/';
const KERNEL = '^src/[^/]+\\.ts$';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel (src/*.ts but app.ts) imports nothing of the product.',
      severity: 'error',
      from: { path: KERNEL, pathNot: '^src/app\\.ts$' },
      to: { path: '^(src/[^/]+/|webhooks/|extensions/|test/)' },
    },
    {
      name: 'domain-is-pure',
      comment: 'The domain knows the kernel, itself, and a decimal or date library.',
      severity: 'error',
      from: { path: DOMAIN },
      to: { pathNot: [KERNEL, DOMAIN, 'node_modules/(decimal\\.js|temporal-polyfill)/'] },
    },
    {
      name: 'domain-areas-do-not-mix',
      severity: 'error',
      from: { path: '^src/(attribution|health|partnership)/' },
      to: { path: DOMAIN, pathNot: '^src/$1/' },
    },
    {
      name: 'adapters-never-import-each-other',
      severity: 'error',
      from: { path: '^src/(hubspot|store)/' },
      to: { path: '^(src/(hubspot|store|jobs|cli)/|src/app\\.ts|webhooks/|test/)', pathNot: '^src/$1/' },
    },
    {
      name: 'jobs-below-app',
      severity: 'error',
      from: { path: '^src/jobs/' },
      to: { path: '^(src/cli/|src/app\\.ts|webhooks/|test/)' },
    },
    {
      name: 'entry-points-do-not-mix',
      severity: 'error',
      from: { path: '^webhooks/' },
      to: { path: '^(src/cli/|test/)' },
    },
    {
      name: 'product-never-imports-tests',
      severity: 'error',
      from: { path: '^(src|webhooks|extensions)/' },
      to: { path: '^test/' },
    },
    {
      name: 'extensions-ship-alone',
      severity: 'error',
      from: { path: '^extensions/' },
      to: { path: '^(src|webhooks|test)/' },
    },
    {
      name: 'server-takes-only-the-wire-contract-of-the-screens',
      severity: 'error',
      from: { path: '^(src|webhooks)/' },
      to: { path: '^extensions/', pathNot: '^extensions/src/app/cards/contract/' },
    },
    {
      name: 'sandbox-shares-no-code-with-the-product',
      severity: 'error',
      from: { path: '^test/sandbox/' },
      to: { path: '^(src|webhooks|extensions)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
