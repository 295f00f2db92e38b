/** ModeNav leads from one page of the product to another. Each page is a link of its own. */
import './HeaderPanel.css';

const modes = [
  { id: 'course', title: 'Learn', href: '#course' },
  { id: 'lab', title: 'Lab', href: '#' },
  { id: 'challenges', title: 'Challenges', href: '#challenge=database' },
] as const;

export function ModeNav({ current }: { current: (typeof modes)[number]['id'] }) {
  return (
    <nav className="header-modes" aria-label="Pages">
      {modes.map(({ id, title, href }) => (
        <a key={id} href={href} aria-current={id === current ? 'page' : undefined}>
          {title}
        </a>
      ))}
    </nav>
  );
}
