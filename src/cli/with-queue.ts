import { createQueue, type Queue } from '../store/queue.ts';

/** The line of work of a server's database, for a command that puts something in it; closed when the command is done. */
export async function withQueue<Result>(
  database: { readonly url: string },
  { complain }: { readonly complain: (line: string) => void },
  work: (queue: Queue) => Promise<Result>,
): Promise<Result> {
  const queue = await createQueue({
    connectionString: database.url,
    onError: (error) => complain(error.message),
  });
  try {
    return await work(queue);
  } finally {
    await queue.stop();
  }
}
