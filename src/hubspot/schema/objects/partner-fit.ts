import { RED_FLAGS } from '../../../vocabulary.ts';
import { choice, choices, day, longText, number, text, yesNo } from '../builders.ts';

export const FIT_ANSWERS = ['yes', 'no', 'unknown'] as const;
export type FitAnswer = (typeof FIT_ANSWERS)[number];

function mustHave(name: string, label: string, question: string) {
  return choice(
    'person',
    name,
    label,
    `Must-have: ${question} Counts 16 points of the fit score.`,
    FIT_ANSWERS,
  );
}

function niceToHave(name: string, label: string, what: string) {
  return yesNo('person', name, label, `Nice to have: ${what}. Counts 4 points of the fit score.`);
}

/** Ideal partner profile, red flags and outreach (playbook §3, §5). */
export const partnerFit = [
  mustHave('fit_audience', 'Fit: audience', 'do they serve a similar audience with a different service?'),
  mustHave('fit_reputation', 'Fit: reputation', 'have they a good reputation and quality work?'),
  text('person', 'fit_reputation_url', 'Fit: evidence of reputation', 'Link to reviews or references.'),
  mustHave('fit_client_base', 'Fit: client base', 'is their client base large enough?'),
  number('person', 'client_base_size', 'Client base', 'Number of clients they serve.'),
  mustHave('fit_responsive', 'Fit: responsive', 'do they communicate quickly and professionally?'),
  mustHave('fit_win_win', 'Fit: win-win', 'do they think win-win?'),
  niceToHave('nice_relationship', 'Nice: relationship', 'an existing relationship with us'),
  niceToHave('nice_online_presence', 'Nice: online presence', 'a strong online presence'),
  niceToHave('nice_expertise', 'Nice: expertise', 'complementary expertise'),
  niceToHave('nice_values', 'Nice: values', 'shared values and work style'),
  niceToHave('nice_geography', 'Nice: geography', 'geographic overlap'),
  number('app', 'fit_score', 'Fit score', '0 to 100; a must-have answered "no" caps it at 59.'),
  choices(
    'person',
    'red_flags',
    'Red flags',
    'Competitive and poor reputation put an active partner at risk at once.',
    RED_FLAGS,
    { all_take_no_give: 'All take, no give' },
  ),
  longText('person', 'red_flags_note', 'Red flags: note', 'What was seen, and when.'),
  longText('person', 'research_business_model', 'Research: business model', 'How they make money.'),
  longText('person', 'research_client_base', 'Research: client base', 'Who their clients are.'),
  longText('person', 'research_connections', 'Research: connections', 'People we both know.'),
  longText('person', 'research_synergies', 'Research: synergies', 'What we could do together.'),
  day('person', 'research_done_on', 'Research done on', 'Day the research was finished.'),
  text('person', 'proposal_url', 'Proposal', 'Link to the proposal we prepared.'),
  text('person', 'outreach_client_type', 'Outreach: type of client', 'Fills the outreach message.'),
  text('person', 'outreach_their_service', 'Outreach: their service', 'Fills the outreach message.'),
  text('person', 'outreach_problem', 'Outreach: problem we solve', 'Fills the outreach message.'),
  text('person', 'outreach_idea', 'Outreach: specific idea', 'Fills the outreach message.'),
  text('person', 'outreach_praise', 'Outreach: what they do well', 'Fills the outreach message.'),
];
