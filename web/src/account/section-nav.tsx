import { useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../language/language.context';
import type { PageKey } from '../language/page-messages';

type Sections = readonly (readonly [id: string, name: PageKey])[];

/** A section is where one is when it begins in this part of the window. */
const UPPER_PART = 0.4;

/** Leads to the sections of the screen, and marks the one that is in view. */
export function SectionNav({ sections }: { sections: Sections }) {
  const text = useText();
  const [current, choose] = useSectionInView(sections);
  const list = useRef<HTMLUListElement>(null);

  // On a phone the list is one line, wider than the screen.
  useEffect(() => {
    const link = list.current?.querySelector<HTMLElement>('[aria-current]');
    list.current?.scrollTo({ left: (link?.offsetLeft ?? 0) - 48, behavior: 'smooth' });
  }, [current]);

  return (
    <nav aria-label={text('account.sections')}>
      <ul ref={list}>
        {sections.map(([id, name]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === current ? 'true' : undefined}
              onClick={(event) => {
                scrollTo(event, id);
                choose(id);
              }}
            >
              {text(name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What moves a page by hand. */
const movements = ['wheel', 'touchmove', 'keydown'];

/**
 * @returns the section, and a function that chooses one: it counts until the page is moved by hand, since the last ones of a
 * page cannot come to the top of the window.
 */
function useSectionInView(sections: Sections) {
  const [current, setCurrent] = useState(sections[0]?.[0]);
  const chosen = useRef<string>(undefined);

  const choose = useCallback((id: string | undefined) => {
    chosen.current = id;
    setCurrent((shown) => id ?? shown);
  }, []);

  useEffect(() => {
    const look = () => setCurrent(chosen.current ?? sectionInView(sections));
    const release = () => choose(undefined);
    // Sections grow when what they show is there. It looks once at the start, too.
    const growth = new ResizeObserver(look);
    growth.observe(document.body);
    window.addEventListener('scroll', look, { passive: true });
    movements.forEach((type) => window.addEventListener(type, release, { passive: true }));
    return () => {
      window.removeEventListener('scroll', look);
      growth.disconnect();
      movements.forEach((type) => window.removeEventListener(type, release));
    };
  }, [sections, choose]);

  return [current, choose] as const;
}

function sectionInView(sections: Sections): string | undefined {
  const { scrollHeight } = document.documentElement;
  if (window.scrollY > 0 && window.scrollY + window.innerHeight >= scrollHeight - 1) {
    return sections.at(-1)?.[0];
  }
  const hasBegun = ([id]: Sections[number]) =>
    (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) < window.innerHeight * UPPER_PART;
  return (sections.findLast(hasBegun) ?? sections[0])?.[0];
}

/** Without touching the fragment, which is where mailed links carry their token. */
function scrollTo(event: { preventDefault(): void }, id: string) {
  event.preventDefault();
  const heading = document.querySelector<HTMLElement>(`#${id} h2`);
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}
