/** Paper is a page of text and tables as it is printed, in points. */
import type { ComponentPropsWithRef } from 'react';
import './Paper.css';

export function Paper({ className = '', ...rest }: ComponentPropsWithRef<'article'>) {
  return <article className={`ui-paper ${className}`} {...rest} />;
}
