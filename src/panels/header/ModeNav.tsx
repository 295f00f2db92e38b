/** ModeNav leads from one page of the product to another. Each page is a link of its own. */
import './HeaderPanel.css';

const pages = [
  { id: 'course', title: 'Learn', href: '#course' },
  { id: 'lab', title: 'Lab', href: '#' },
  { id: 'interview', title: 'Interview', href: '#interview' },
  { id: 'challenges', title: 'Challenges', href: '#challenge=database' },
] as const;

/** A comparison is opened from the Lab, by what it compares: it has no link before that. */
export type Page = (typeof pages)[number]['id'] | 'compare';

export function ModeNav({ current }: { current: Page }) {
  return (
    <nav className="header-modes" aria-label="Pages">
      {pages.map(({ id, title, href }) => (
        <a key={id} href={href} aria-current={id === current ? 'page' : undefined}>
          {title}
        </a>
      ))}
      {current === 'compare' && <span aria-current="page">Compare</span>}
    </nav>
  );
}
