import type { StandardSketch } from './standard-type.ts';

const OWN = ['hs_lastmodifieddate', 'hs_createdate'];

export const activityTypes: readonly StandardSketch[] = [
  {
    objectTypeId: '0-46',
    name: 'note',
    plural: 'notes',
    labels: { singular: 'Note', plural: 'Notes' },
    primary: 'hs_note_body',
    defaultProperties: OWN,
    properties: [
      ['hs_timestamp', 'datetime', 'Activity date'],
      ['hs_note_body', 'string', 'Note body', { fieldType: 'html' }],
    ],
  },
  {
    objectTypeId: '0-48',
    name: 'call',
    plural: 'calls',
    labels: { singular: 'Call', plural: 'Calls' },
    primary: 'hs_call_title',
    defaultProperties: OWN,
    properties: [
      ['hs_timestamp', 'datetime', 'Activity date'],
      ['hs_call_title', 'string', 'Call title'],
      ['hs_call_body', 'string', 'Call notes', { fieldType: 'html' }],
      ['hs_call_direction', 'enumeration', 'Call direction', { options: options('INBOUND', 'OUTBOUND') }],
      ['hs_call_disposition', 'string', 'Call outcome'],
      ['hs_call_duration', 'number', 'Call duration'],
      [
        'hs_call_status',
        'enumeration',
        'Call status',
        {
          options: options(
            'BUSY',
            'CALLING_CRM_USER',
            'CANCELED',
            'COMPLETED',
            'CONNECTING',
            'FAILED',
            'IN_PROGRESS',
            'MISSED',
            'NO_ANSWER',
            'QUEUED',
            'RINGING',
          ),
        },
      ],
    ],
  },
  {
    objectTypeId: '0-49',
    name: 'email',
    plural: 'emails',
    labels: { singular: 'Email', plural: 'Emails' },
    primary: 'hs_email_subject',
    defaultProperties: OWN,
    properties: [
      ['hs_timestamp', 'datetime', 'Activity date'],
      ['hs_email_subject', 'string', 'Email subject'],
      ['hs_email_text', 'string', 'Email body', { fieldType: 'textarea' }],
      [
        'hs_email_direction',
        'enumeration',
        'Email direction',
        { options: options('EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL') },
      ],
      [
        'hs_email_status',
        'enumeration',
        'Email send status',
        { options: options('BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING', 'SENT') },
      ],
      ['hs_email_headers', 'string', 'Email headers'],
    ],
  },
  {
    objectTypeId: '0-47',
    name: 'meeting',
    plural: 'meetings',
    pathNames: ['meeting_event', 'meeting_events'],
    labels: { singular: 'Meeting', plural: 'Meetings' },
    webhookName: 'meeting_event',
    primary: 'hs_meeting_title',
    defaultProperties: OWN,
    properties: [
      ['hs_timestamp', 'datetime', 'Activity date'],
      ['hs_meeting_title', 'string', 'Meeting name'],
      ['hs_meeting_body', 'string', 'Meeting description', { fieldType: 'html' }],
      ['hs_meeting_start_time', 'datetime', 'Meeting start time'],
      ['hs_meeting_end_time', 'datetime', 'Meeting end time'],
      [
        'hs_meeting_outcome',
        'enumeration',
        'Meeting outcome',
        { options: options('SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED') },
      ],
    ],
  },
  {
    objectTypeId: '0-27',
    name: 'task',
    plural: 'tasks',
    labels: { singular: 'Task', plural: 'Tasks' },
    primary: 'hs_task_subject',
    defaultProperties: OWN,
    properties: [
      ['hs_timestamp', 'datetime', 'Due date'],
      ['hs_task_subject', 'string', 'Task title'],
      ['hs_task_body', 'string', 'Task notes', { fieldType: 'html' }],
      [
        'hs_task_status',
        'enumeration',
        'Task status',
        { options: options('NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED') },
      ],
      ['hs_task_priority', 'enumeration', 'Priority', { options: options('NONE', 'LOW', 'MEDIUM', 'HIGH') }],
      ['hs_task_type', 'enumeration', 'Task type', { options: options('EMAIL', 'CALL', 'TODO') }],
    ],
  },
];

function options(...values: string[]) {
  return values.map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false }));
}
