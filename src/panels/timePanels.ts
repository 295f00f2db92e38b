/** The panels of time: the books and the chart. Fetched together, once the first picture is there. */
export { ChartPanel } from './chart/ChartPanel.tsx';
export { ConservationPanel } from './conservation/ConservationPanel.tsx';
