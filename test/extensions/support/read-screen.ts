import type { RenderedNode } from '@hubspot/ui-extensions/testing';

/** What a person reads on a screen, top to bottom: words, titles, labels, numbers; the words of a field's problem after `!`. */
export function readScreen(node: RenderedNode): string[] {
  if (node.nodeType === 'text') return [node.text];
  const own = node.nodeType === 'element' ? readProps(node.name, node.props) : [];
  return [...own, ...('childNodes' in node ? node.childNodes.flatMap(readScreen) : [])];
}

function readProps(component: string, props: Readonly<Record<string, unknown>>): string[] {
  const { label, title, number, score, validationMessage } = props;
  return [
    ...(component === 'Icon' ? [`<${String(props.name)}>`] : []),
    ...[title, label, number, score].filter((value) => value !== undefined).map(String),
    ...(validationMessage === undefined ? [] : [`! ${String(validationMessage)}`]),
  ];
}
