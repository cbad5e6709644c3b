/** What a dragged deal is called, so that a column takes nothing else. */
export const dealDragType = 'application/x-deal';

/** The button that opens a deal's menu; found again after the deal has moved to another column. */
export function menuButtonId(dealId: string): string {
  return `move-${dealId}`;
}
