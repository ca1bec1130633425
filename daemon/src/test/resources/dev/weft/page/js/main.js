import { lit } from 'lit';
document.title = `lit ${lit}`;
