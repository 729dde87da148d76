import { createElement, Fragment, type ReactNode } from 'react';
import type { Values } from '../../../src/languages/messages.js';
import type { Path } from '../router';
import { Link } from '../ui/link';
import { useLanguage } from './language.context';
import type { PageKey } from './page-messages';

type Target = { to: Path } | { href: string };

interface Props {
  id: PageKey;
  values?: Values;
  /** Where `<link>` in the text leads: in these pages, or elsewhere. */
  link?: Target;
}

const strong = (parts: ReactNode[]) => createElement('strong', null, ...parts);
/** Says to a screen reader which one of many is meant. */
const hidden = (parts: ReactNode[]) => createElement('span', { className: 'visually-hidden' }, ...parts);

/** A text of the catalogue with parts that are more than text. */
export function Text({ id, values, link }: Props) {
  const { messages } = useLanguage();
  const tags = {
    strong,
    hidden,
    ...(link && { link: (parts: ReactNode[]) => linkTo(link, createElement(Fragment, null, ...parts)) }),
  };
  return createElement(Fragment, null, ...messages.parts<ReactNode>(id, { ...tags, ...values }));
}

function linkTo(target: Target, content: ReactNode): ReactNode {
  return 'to' in target ? <Link to={target.to}>{content}</Link> : <a href={target.href}>{content}</a>;
}
