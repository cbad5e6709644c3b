import { SingleBar } from 'cli-progress';
import type { Progress } from '../jobs/bulk.ts';

/** Shows how far long work has come on a terminal; nothing where no person watches. */
export function showProgress(stream: (NodeJS.WritableStream & { isTTY?: boolean }) | null): {
  show: (progress: Progress) => void;
  stop: () => void;
} {
  if (stream === null || stream.isTTY !== true) return { show: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: '{step} {bar} {value}/{total}, {eta_formatted} left',
    hideCursor: true,
    clearOnComplete: true,
    stream,
  });
  let begun = false;
  return {
    show(progress) {
      if (progress.kind === 'searching') {
        stream.write(`\rLooked at ${progress.looked} partners, referrals and activities `);
        return;
      }
      if (!begun) {
        stream.write('\n');
        bar.start(progress.total, progress.done, { step: 'Deals' });
        begun = true;
      }
      bar.update(progress.done);
    },
    stop() {
      if (begun) bar.stop();
    },
  };
}
