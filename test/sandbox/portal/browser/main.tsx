import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import './styles/tokens.css';
import './styles/controls.css';
import './styles/overlays.css';
import './styles/components.css';
import './styles/tables.css';
import './styles/states.css';
import './styles/groups.css';
import './styles/frame.css';
import './styles/record.css';
import './styles/cards.css';
import './styles/report.css';
import './styles/motion.css';

const place = document.getElementById('root');
if (place === null) throw new Error('The page has no place for the portal');
createRoot(place).render(<App />);
