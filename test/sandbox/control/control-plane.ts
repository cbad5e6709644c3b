import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { Refusal } from '../http/refusal.ts';
import type { Sandboxed } from '../sandboxed.ts';
import { ControlMistake } from './control-call.ts';
import { controlOperations } from './operations.ts';

/** `/_sandbox`: what a test does to the world around HubSpot. Answers loopback only. */
export function createControlPlane(sandboxed: Sandboxed): Router {
  const router = express.Router();
  router.use(loopbackOnly, express.json({ limit: '50mb' }));
  for (const operation of controlOperations) {
    const method = operation.method.toLowerCase() as 'get' | 'post' | 'delete';
    router[method](operation.path, async (request, response) => {
      const result = await operation.run({
        sandboxed,
        param: (name) => String(request.params[name] ?? ''),
        query: new URL(request.url, 'http://sandbox').searchParams,
        body: request.body,
      });
      response.json(result);
    });
  }
  router.use((request, response) => {
    response.status(404).json({ error: `no control call ${request.method} ${request.path}` });
  });
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const isMistake =
      error instanceof ControlMistake || error instanceof Refusal || error instanceof SyntaxError;
    const message = error instanceof Error ? error.message : String(error);
    response.status(isMistake ? 400 : 500).json({ error: message });
  });
  return router;
}

function loopbackOnly(request: Request, response: Response, next: NextFunction): void {
  const address = request.socket.remoteAddress ?? '';
  if (['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(address)) next();
  else response.status(403).json({ error: 'the control plane answers loopback only' });
}
