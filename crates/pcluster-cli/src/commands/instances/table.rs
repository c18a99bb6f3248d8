//! Instance types as a table.

use comfy_table::{CellAlignment, Table, presets};
use pcluster_config::facts::InstanceFacts;

/// Between two columns.
const GAP: u16 = 2;
/// Where there is nothing to say.
const NONE: &str = "-";

/// A column: its heading, its alignment, what it says.
type Column = (&'static str, CellAlignment, fn(&InstanceFacts) -> String);

/// In the order of how much they matter for a choice: a narrow terminal shows the first ones.
const COLUMNS: [Column; 9] = [
    ("TYPE", CellAlignment::Left, |facts| facts.instance_type.to_string()),
    ("vCPU", CellAlignment::Right, |facts| facts.vcpus.to_string()),
    ("MEMORY", CellAlignment::Right, |facts| gib(facts.memory_mib)),
    ("GPU/ACCELERATOR", CellAlignment::Left, processors),
    ("GPU MEMORY", CellAlignment::Right, gpu_memory),
    ("EFA", CellAlignment::Right, |facts| count(facts.efa_interfaces)),
    ("NETWORK", CellAlignment::Right, |facts| format!("{} Gbit/s", facts.network_gbps)),
    ("NVMe", CellAlignment::Right, nvme),
    ("ARCH", CellAlignment::Left, |facts| facts.architectures.to_string()),
];

/// The table, or nothing where there are no types. `width` is that of a terminal, in columns.
pub(super) fn draw(types: &[InstanceFacts], width: Option<usize>) -> String {
    if types.is_empty() {
        return String::new();
    }
    let rows: Vec<[String; COLUMNS.len()]> =
        types.iter().map(|facts| COLUMNS.map(|(.., cell)| cell(facts))).collect();
    let shown = fitting(&rows, width);
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(COLUMNS.iter().take(shown).map(|(heading, ..)| *heading));
    for row in rows {
        table.add_row(row.into_iter().take(shown));
    }
    for (column, (_, alignment, _)) in table.column_iter_mut().zip(&COLUMNS) {
        column.set_padding((0, GAP));
        column.set_cell_alignment(*alignment);
    }
    table.trim_fmt() + "\n"
}

/// How many columns fit.
fn fitting(rows: &[[String; COLUMNS.len()]], width: Option<usize>) -> usize {
    let Some(width) = width else { return COLUMNS.len() };
    let mut used = 0;
    let columns = COLUMNS.iter().enumerate();
    let fits = |(index, (heading, ..)): &(usize, &Column)| {
        let widest = rows.iter().map(|row| row[*index].len()).max().unwrap_or_default();
        used += widest.max(heading.len());
        let fits = used <= width;
        used += usize::from(GAP);
        fits
    };
    columns.take_while(fits).count().max(1)
}

fn processors(facts: &InstanceFacts) -> String {
    match (&facts.gpu_name, &facts.accelerator_name) {
        (Some(name), _) if facts.gpu_count == 0 => format!("share of {name}"),
        (Some(name), _) => format!("{} {name}", facts.gpu_count),
        (None, Some(name)) => format!("{} {name}", facts.accelerator_count),
        (None, None) => NONE.to_owned(),
    }
}

fn gpu_memory(facts: &InstanceFacts) -> String {
    let one = gib(facts.gpu_memory_mib);
    match facts.gpu_count {
        _ if !facts.has_gpus() => NONE.to_owned(),
        0 | 1 => one,
        count => format!("{count} x {one}"),
    }
}

fn nvme(facts: &InstanceFacts) -> String {
    match facts.instance_storage_gb.checked_div(u64::from(facts.nvme_disks)) {
        None => NONE.to_owned(),
        Some(size) if facts.nvme_disks == 1 => format!("{size} GB"),
        Some(size) => format!("{} x {size} GB", facts.nvme_disks),
    }
}

fn count(number: u32) -> String {
    if number == 0 { NONE.to_owned() } else { number.to_string() }
}

/// A size in GiB, with one decimal where it is no whole number.
fn gib(mib: u64) -> String {
    let tenths = (mib * 10 + 512) / 1024;
    match tenths % 10 {
        0 => format!("{} GiB", tenths / 10),
        tenth => format!("{}.{tenth} GiB", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use pcluster_config::facts::{EmbeddedCatalogue, InstanceCatalogue};

    use super::{draw, gib};

    #[test]
    fn a_narrow_terminal_shows_the_first_columns() {
        let types = ["p5.48xlarge", "g6f.large"].map(|name| EmbeddedCatalogue.instance(name).unwrap());
        let whole = draw(&types, None);
        assert_eq!(draw(&types, Some(200)), whole);
        for width in 1..100 {
            let table = draw(&types, Some(width));
            assert!(
                table.lines().all(|line| line.len() <= width.max("p5.48xlarge".len())),
                "{width}\n{table}"
            );
            for (line, of_whole) in table.lines().zip(whole.lines()) {
                assert!(of_whole.starts_with(line), "{width}\n{table}");
            }
        }
        assert_eq!(draw(&types, Some(24)), "TYPE         vCPU\np5.48xlarge   192\ng6f.large       2\n");
        assert_eq!(draw(&[], None), "");
    }

    #[test]
    fn sizes_have_a_decimal_where_they_need_one() {
        for (mib, shown) in
            [(0, "0 GiB"), (512, "0.5 GiB"), (1024, "1 GiB"), (22888, "22.4 GiB"), (2_097_152, "2048 GiB")]
        {
            assert_eq!(gib(mib), shown);
        }
    }
}
