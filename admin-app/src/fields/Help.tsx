/** What stands below a control: what the setting does, and what is wrong with it. */
export function Help({ text, complaints }: { text: string | undefined; complaints: readonly string[] }) {
  return (
    <>
      {text}
      {complaints.map((complaint) => (
        <strong key={complaint} className="dynamic-cache-complaint">
          {complaint}
        </strong>
      ))}
    </>
  );
}
