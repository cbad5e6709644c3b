/** HubSpot's largest batches. */
export const OBJECT_BATCH = 100;
export const ASSOCIATION_READ_BATCH = 1000;
export const ASSOCIATION_CREATE_BATCH = 2000;
export const ASSOCIATION_ARCHIVE_BATCH = 100;

/** Cuts a list into pieces of at most `size`, runs them side by side and joins what they give, in order. */
export async function inChunks<In, Out>(
  items: readonly In[],
  size: number,
  work: (chunk: In[]) => Promise<Out[]>,
): Promise<Out[]> {
  const chunks: In[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return (await Promise.all(chunks.map(work))).flat();
}
