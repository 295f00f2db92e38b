import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import {
  announce,
  Button,
  ChoiceKnob,
  DataTable,
  IconButton,
  NumberKnob,
  SpeedSlider,
  StatusRegion,
  ToggleKnob,
} from './index';

const render = renderToStaticMarkup;
const ignore = () => undefined;

describe('a button', () => {
  test('tells its key to assistive technology and shows it to the eye only', () => {
    const html = render(<Button keyHint="C">Crash consumer</Button>);
    expect(html).toContain('aria-keyshortcuts="C"');
    expect(html).toMatch(/class="ui-key-cap" aria-hidden="true">C</);
  });

  test('is pressed only where it can be', () => {
    expect(render(<Button>Play</Button>)).not.toContain('aria-pressed');
    expect(render(<Button pressed={false}>30</Button>)).toContain('aria-pressed="false"');
  });

  test('without words has a name', () => {
    expect(render(<IconButton icon={<svg />} label="Next event" />)).toContain(
      'aria-label="Next event"',
    );
  });
});

describe('a value in a sentence', () => {
  test('a number is a slider that says its value with its unit', () => {
    const html = render(
      <NumberKnob
        label="Service rate"
        unit="per second"
        value={1500}
        min={1}
        max={5000}
        step={1}
        onChange={ignore}
      />,
    );
    expect(html).toContain('role="slider"');
    expect(html).toContain('aria-valuenow="1500"');
    expect(html).toContain('aria-valuetext="1,500 per second"');
    expect(html).toContain('aria-label="Service rate"');
  });

  test('a choice is a combobox whose list explains each word', () => {
    const html = render(
      <ChoiceKnob
        label="Ack"
        value="after"
        choices={[
          { value: 'before', label: 'before', note: 'At most once.' },
          { value: 'after', label: 'after', note: 'At least once.' },
        ]}
        onChange={ignore}
      />,
    );
    expect(html).toContain('role="combobox"');
    expect(html.match(/role="option"/g)).toHaveLength(2);
    expect(html).toMatch(/aria-selected="true"[^>]*>.*At least once\./);
  });

  test('a toggle is a switch', () => {
    const html = render(<ToggleKnob label="Idempotency key" value={false} onChange={ignore} />);
    expect(html).toContain('role="switch"');
    expect(html).toContain('aria-checked="false"');
    expect(html).toContain('>off<');
  });
});

test('speed is said in words, never as a factor', () => {
  const html = render(<SpeedSlider value={2} onChange={ignore} />);
  expect(html).toContain('aria-valuetext="1 s = 100 ms"');
  expect(html).not.toContain('×');
});

test('the status region is in the page before there is anything to say', () => {
  expect(render(<StatusRegion />)).toBe(
    '<div role="status" aria-live="polite" class="ui-visually-hidden"></div>',
  );
  announce('Link copied.');
  expect(render(<StatusRegion />)).toContain('>Link copied.</div>');
});

test('a table names its rows and columns', () => {
  const html = render(
    <DataTable
      caption="What is promised"
      columns={[
        { id: 'promise', label: 'Promise' },
        { id: 'count', label: 'Count', numeric: true },
      ]}
      rows={[{ id: 'loss', cells: { promise: 'No loss', count: 0 } }]}
    />,
  );
  expect(html).toContain('scope="col"');
  expect(html).toMatch(/<th scope="row"[^>]*>No loss/);
  expect(html).toMatch(/<caption[^>]*>What is promised/);
});
