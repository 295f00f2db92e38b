/** MarkIcon is one of the nine marks inline in text, the size of the text. */
import { type MarkKind, type MarkOptions, markDrawing } from '../../stage/index.ts';

export interface MarkIconProps {
  readonly kind: MarkKind;
  readonly options?: MarkOptions;
  /** Radius in pixels at the normal size; it grows with the text. */
  readonly radius?: number;
}

export function MarkIcon({ kind, options = {}, radius = 6 }: MarkIconProps) {
  const { width, height, viewBox, paths, texts } = markDrawing(kind, radius, options);
  return (
    <svg
      className="mark-icon"
      viewBox={viewBox}
      style={{ width: `${width / 14}em`, height: `${height / 14}em` }}
      aria-hidden="true"
    >
      {paths.map((path) => (
        <path
          key={`${path.d}${path.stroke}`}
          d={path.d}
          fill={path.fill}
          stroke={path.stroke}
          strokeWidth={path.strokeWidth}
          strokeDasharray={path.dash}
          strokeLinecap={path.cap}
          strokeLinejoin={path.join}
          opacity={path.opacity}
        />
      ))}
      {texts.map(({ text, x, y, size, fill }) => (
        <text
          key={text}
          x={x}
          y={y}
          fontSize={size}
          fill={fill}
          textAnchor="middle"
          fontWeight={700}
        >
          {text}
        </text>
      ))}
    </svg>
  );
}
