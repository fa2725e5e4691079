//! How fast Rust's aho-corasick finds names in a folded text, without Python around it, and how large an `fst` set of
//! the names is. The arguments are those of ../find.py, which says what the files hold.
use aho_corasick::{AhoCorasickBuilder, MatchKind};
use std::{env, fs, time::Instant};

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let names = fs::read_to_string(&arguments[1]).expect("names");
    let text = fs::read(&arguments[2]).expect("text");
    let names: Vec<&str> = names.lines().collect();

    let start = Instant::now();
    let set = fst::Set::from_iter(names.iter()).expect("names in byte order");
    println!("fst, built\t{:.2}\ts", start.elapsed().as_secs_f64());
    println!("fst, size\t{:.2}\tMB", set.as_fst().size() as f64 / 1e6);

    let start = Instant::now();
    let automaton = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(&names);
    println!("aho-corasick, NFA, until ready\t{:.2}\ts", start.elapsed().as_secs_f64());
    println!("aho-corasick, NFA, memory\t{:.2}\tMB", automaton.heap_bytes() as f64 / 1e6);
    let mut best = f64::INFINITY;
    let mut found = 0;
    for _ in 0..3 {
        let start = Instant::now();
        found = automaton
            .find_iter(&text)
            .filter(|found| {
                (found.start() == 0 || text[found.start() - 1] == b' ')
                    && (found.end() == text.len() || text[found.end()] == b' ')
            })
            .count();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("aho-corasick, NFA ({found} names)\t{:.2}\tMB/s", text.len() as f64 / best / 1e6);
}
