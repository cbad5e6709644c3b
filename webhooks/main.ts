import { collectDefaultMetrics } from 'prom-client';
import { createApp } from '../src/app.ts';
import { createLog } from '../src/log.ts';
import { createLifecycle } from './lifecycle.ts';
import { createMetrics } from './metrics.ts';
import { createOAuth } from './oauth.ts';
import { createServer } from './server.ts';
import { readConfigOrExit } from './start-config.ts';
import { createUi } from './ui/routes.ts';

const config = readConfigOrExit(process);
const log = createLog({ level: config.logLevel, secrets: config.secrets });
const lifecycle = createLifecycle(log, process);

const metrics = createMetrics();
collectDefaultMetrics({ register: metrics.registry });
const app = await createApp(config, log, { observe: metrics.observe });
lifecycle.onStop('the application', app.stop);
const routes = { ui: createUi(app), oauth: createOAuth({ ...app, config }) };
const server = createServer({ ...app, ...routes, config, log, metrics });
lifecycle.onStop('the server', server.close);

await app.start();
await server.listen(config.port);
log.info('listening', { url: server.url(), publicUrl: config.publicUrl });
