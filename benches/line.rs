//! The whole line from texts in memory to inspected bytes, at three sizes: `cargo bench --bench line`.

mod corpus;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use lykta::config::Options;
use lykta::memo::Memo;

fn line(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("whole line, 10 languages");
    group.sample_size(10);
    for works in [10, 100, 500] {
        let world = corpus::site(works, 10);
        group.throughput(Throughput::Elements(works as u64 * 10));
        group.bench_with_input(BenchmarkId::from_parameter(works), &world, |bencher, world| {
            bencher.iter(|| {
                let build = lykta::build(world, &Options::default(), &Memo::new()).value.expect("a site");
                build.render_all(world, |_, rendered| drop(black_box(rendered)))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, line);
criterion_main!(benches);
