/** The least page with React, the yardstick of P14. */
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root) createRoot(root).render(<p>Hello</p>);
