import { useState } from 'react';
import { updateRecord } from '../../crm/record.ts';
import { useToast } from '../../design/Toasts.tsx';
import { usePortal } from '../../portal.ts';
import { messageOf } from '../../use-loaded.ts';
import type { OpenRecord } from './open-record.ts';

/** Changes properties of the open record; says what happened, and tells the record's cards. */
export function useChange(open: OpenRecord) {
  const { api } = usePortal();
  const toast = useToast();
  const [isSaving, setSaving] = useState(false);
  const change = async (values: Readonly<Record<string, string>>, done: string): Promise<boolean> => {
    setSaving(true);
    try {
      await updateRecord(api.request, open.kind.typeId, open.record.id, values);
      toast({ tone: 'success', message: done });
      open.page.events.publish(values);
      open.page.refresh();
      return true;
    } catch (error) {
      toast({ tone: 'danger', title: 'This was not saved', message: messageOf(error) });
      return false;
    } finally {
      setSaving(false);
    }
  };
  return { change, isSaving };
}
