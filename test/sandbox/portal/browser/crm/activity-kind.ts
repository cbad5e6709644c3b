/** A field of the form that logs an activity. */
export type ActivityField = {
  readonly name: string;
  readonly label: string;
  readonly input: 'text' | 'long-text' | 'time' | 'choice';
  /** Value and words, the first is what the form begins with. */
  readonly choices?: readonly (readonly [value: string, words: string])[];
  readonly isRequired?: boolean;
};

/** A kind of activity: which property is its title and its text, and what a person is asked to log one. */
export type ActivityKind = {
  readonly typeId: string;
  readonly word: string;
  readonly icon: string;
  readonly title: string;
  readonly body: string | undefined;
  /** Properties shown beside the date. */
  readonly facts: readonly string[];
  /** Empty for what people do not log by hand here. */
  readonly fields: readonly ActivityField[];
  /** Sent with every new one. */
  readonly always?: Readonly<Record<string, string>>;
};

const when: ActivityField = { name: 'hs_timestamp', label: 'Date and time', input: 'time', isRequired: true };

/** HubSpot's own outcomes of calls: every portal has them, by these ids. */
const callOutcomes = [
  ['f240bbac-87c9-4f6e-bf70-924b57d47db7', 'Connected'],
  ['73a0d17f-1163-4015-bdd5-ec830791da20', 'No answer'],
  ['b2cf5968-551e-4856-9783-52b3da59a7d0', 'Left voicemail'],
] as const;

export const activityKinds: readonly ActivityKind[] = [
  {
    typeId: '0-46',
    word: 'Note',
    icon: 'edit',
    title: 'hs_note_body',
    body: undefined,
    facts: [],
    fields: [{ name: 'hs_note_body', label: 'Note', input: 'long-text', isRequired: true }, when],
  },
  {
    typeId: '0-48',
    word: 'Call',
    icon: 'calling',
    title: 'hs_call_title',
    body: 'hs_call_body',
    facts: ['hs_call_direction', 'hs_call_disposition'],
    always: { hs_call_status: 'COMPLETED' },
    fields: [
      { name: 'hs_call_title', label: 'Title', input: 'text', isRequired: true },
      { name: 'hs_call_disposition', label: 'Outcome', input: 'choice', choices: callOutcomes },
      {
        name: 'hs_call_direction',
        label: 'Direction',
        input: 'choice',
        choices: [
          ['OUTBOUND', 'Outbound'],
          ['INBOUND', 'Inbound'],
        ],
      },
      when,
      { name: 'hs_call_body', label: 'Notes', input: 'long-text' },
    ],
  },
  {
    typeId: '0-47',
    word: 'Meeting',
    icon: 'appointment',
    title: 'hs_meeting_title',
    body: 'hs_meeting_body',
    facts: ['hs_meeting_outcome'],
    fields: [
      { name: 'hs_meeting_title', label: 'Title', input: 'text', isRequired: true },
      {
        name: 'hs_meeting_outcome',
        label: 'Outcome',
        input: 'choice',
        choices: [
          ['COMPLETED', 'Completed'],
          ['SCHEDULED', 'Scheduled'],
          ['RESCHEDULED', 'Rescheduled'],
          ['NO_SHOW', 'No show'],
          ['CANCELED', 'Canceled'],
        ],
      },
      { name: 'hs_meeting_start_time', label: 'Start', input: 'time', isRequired: true },
      { name: 'hs_meeting_end_time', label: 'End', input: 'time', isRequired: true },
      { name: 'hs_meeting_body', label: 'Notes', input: 'long-text' },
    ],
  },
  {
    typeId: '0-27',
    word: 'Task',
    icon: 'tasks',
    title: 'hs_task_subject',
    body: 'hs_task_body',
    facts: ['hs_task_status', 'hs_task_priority'],
    always: { hs_task_type: 'TODO' },
    fields: [
      { name: 'hs_task_subject', label: 'Title', input: 'text', isRequired: true },
      { ...when, label: 'Due' },
      {
        name: 'hs_task_status',
        label: 'Status',
        input: 'choice',
        choices: [
          ['NOT_STARTED', 'Not started'],
          ['IN_PROGRESS', 'In progress'],
          ['COMPLETED', 'Completed'],
        ],
      },
      { name: 'hs_task_body', label: 'Notes', input: 'long-text' },
    ],
  },
  {
    typeId: '0-49',
    word: 'E-mail',
    icon: 'email',
    title: 'hs_email_subject',
    body: 'hs_email_text',
    facts: ['hs_email_direction'],
    fields: [],
  },
];
