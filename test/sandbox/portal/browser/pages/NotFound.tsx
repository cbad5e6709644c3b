import { GoLink } from '../design/GoLink.tsx';

export function NotFound({ what }: { what: string }) {
  return (
    <section className="page">
      <h1>There is no such {what}</h1>
      <p>
        <GoLink to="/portal">Go to the companies</GoLink>
      </p>
    </section>
  );
}
