/** The field that searches the list below it. */
export function SearchField({ search, onSearch }: { readonly search: string; readonly onSearch: (search: string) => void }) {
  return (
    <label class="search">
      Search <input type="search" class="main-search" value={search} onInput={(event) => onSearch(event.currentTarget.value)} />
    </label>
  );
}
