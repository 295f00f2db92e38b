/**
 * SpeedSlider sets how fast something plays, in words instead of a bare factor.
 *
 * The stops are a factor of ten apart, so equal distances are equal factors.
 */
import { useId } from 'react';
import './SpeedSlider.css';

export interface SpeedStop {
  /** In full, where it stands alone: "1 s = 100 ms". */
  readonly label: string;
  /** Below its tick, where there is little room: "100 ms". */
  readonly tick: string;
}

/** One second of ours shows ten milliseconds of theirs, and so on; at both ends, no clock at all. */
export const speedStops: readonly SpeedStop[] = [
  { label: 'step by step', tick: 'step' },
  { label: '1 s = 10 ms', tick: '10 ms' },
  { label: '1 s = 100 ms', tick: '100 ms' },
  { label: 'real time', tick: '1 s' },
  { label: '1 s = 10 s', tick: '10 s' },
  { label: 'run to end', tick: 'end' },
];

export interface SpeedSliderProps {
  readonly label?: string;
  readonly stops?: readonly SpeedStop[];
  /** The index of the stop. */
  readonly value: number;
  readonly onChange: (index: number) => void;
  /** Ticks with their words below the track, for where there is room. */
  readonly ticks?: boolean;
}

export function SpeedSlider({
  label = 'Speed',
  stops = speedStops,
  value,
  onChange,
  ticks = false,
}: SpeedSliderProps) {
  const id = useId();
  const words = stops[value]?.label ?? '';
  return (
    <span className="ui-speed" data-ticks={ticks}>
      <label htmlFor={id} className="ui-visually-hidden">
        {label}
      </label>
      <span className="ui-speed-track">
        <input
          id={id}
          type="range"
          className="ui-range"
          min={0}
          max={stops.length - 1}
          step={1}
          value={value}
          aria-valuetext={words}
          onChange={(event) => onChange(Number(event.currentTarget.value))}
        />
        <span className="ui-speed-ticks" aria-hidden="true">
          {stops.map((stop, index) => (
            <span key={stop.label} data-current={index === value}>
              {ticks && stop.tick}
            </span>
          ))}
        </span>
      </span>
      <span className="ui-speed-words" aria-hidden="true">
        {words}
      </span>
    </span>
  );
}
