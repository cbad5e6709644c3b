import type * as Standard from '@hubspot/ui-extensions';
import type * as Crm from '@hubspot/ui-extensions/crm';
import type { ComponentType } from 'react';
import { BarChart } from '../charts/BarChart.tsx';
import { LineChart } from '../charts/LineChart.tsx';
import * as buttons from './buttons.tsx';
import * as containers from './containers.tsx';
import * as data from './data.tsx';
import * as dates from './date-inputs.tsx';
import { Form } from './Form.tsx';
import * as layout from './layout.tsx';
import * as links from './links.tsx';
import * as menus from './menus.tsx';
import * as notices from './notices.tsx';
import * as numbers from './number-inputs.tsx';
import * as overlays from './overlays.tsx';
import * as progress from './progress.tsx';
import { ScoreCircle } from './score-circle.tsx';
import * as selects from './selects.tsx';
import * as steps from './steps.tsx';
import * as tables from './table.tsx';
import * as tabs from './tabs.tsx';
import * as tags from './tags.tsx';
import * as text from './text.tsx';
import * as texts from './text-inputs.tsx';
import * as toggles from './toggles.tsx';

type ComponentsOf<Module> = {
  [Name in keyof Module as Module[Name] extends ComponentType<infer _Props>
    ? Name
    : never]: Module[Name] extends ComponentType<infer Props> ? ComponentType<Props> : never;
};

/** Every component of HubSpot's package, by its name on the wire; the compiler finds one that is missing. */
export type StandardComponents = ComponentsOf<typeof Standard>;
export type CrmComponents = ComponentsOf<typeof Crm>;

export const standardComponents = {
  ...layout,
  ...text,
  ...links,
  ...buttons,
  ...menus,
  ...tags,
  ...notices,
  ...progress,
  ...steps,
  ScoreCircle,
  ...data,
  ...tables,
  ...containers,
  ...tabs,
  ...overlays,
  Form,
  ...texts,
  Textarea: texts.TextArea,
  ...numbers,
  ...dates,
  ...selects,
  ...toggles,
  BarChart,
  LineChart,
} satisfies StandardComponents;
